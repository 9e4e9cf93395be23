import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WildcardFile } from '../../src-shared/wildcard'
import { on, request } from '../ipc'
import { toastFailure } from '../shell'
import { toast } from '../ui'

export interface EditedWildcard {
  /** Null: it is new. */
  name: string | null
  newName: string
  /** What the file held when its editing began. */
  before: string
  text: string
  /** Another one for each that is opened. */
  key: number
}

let lastKey = 0

/** The wildcard files, and the one that is being edited. */
export function useWildcards() {
  const { t } = useTranslation()
  const [files, setFiles] = useState<WildcardFile[] | null>(null)
  const [editing, setEditing] = useState<EditedWildcard | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    request('create.wildcards').then(setFiles, toastFailure)
    return on('create.wildcardsChanged', setFiles)
  }, [])
  const isChanged = editing !== null && (editing.text !== editing.before || editing.newName !== (editing.name ?? ''))
  const open = async (name: string) => {
    try {
      const text = await request('create.readWildcard', name)
      setEditing({ name, newName: name, before: text, text, key: ++lastKey })
    } catch (error) {
      toastFailure(error)
    }
  }
  const save = async () => {
    if (editing === null || busy || !isChanged) return
    const { name, newName, text, before } = editing
    setBusy(true)
    try {
      if (name !== null && name !== newName) await request('create.renameWildcard', name, newName)
      await request('create.saveWildcard', newName, text, name === null ? null : before)
      setEditing({ ...editing, name: newName, before: text })
      toast(t('compose.wildcards.saved', { name: newName }), { tone: 'ok' })
    } catch (error) {
      toastFailure(error)
    } finally {
      setBusy(false)
    }
  }
  const remove = async () => {
    if (editing?.name == null) return
    try {
      await request('create.deleteWildcard', editing.name)
      toast(t('compose.wildcards.deleted', { name: editing.name }))
      setEditing(null)
    } catch (error) {
      toastFailure(error)
    }
  }
  return {
    files,
    editing,
    busy,
    isChanged,
    open,
    begin: () => setEditing({ name: null, newName: '', before: '', text: '', key: ++lastKey }),
    change: (patch: Partial<Pick<EditedWildcard, 'newName' | 'text'>>) => setEditing((current) => current && { ...current, ...patch }),
    save,
    remove,
    show: () => request('create.showWildcards').catch(toastFailure),
  }
}
