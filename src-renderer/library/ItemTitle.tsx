import { Pencil } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaItem } from '../../src-shared/media'
import { useCommand, useShortcut } from '../shell'
import { IconButton, TextField } from '../ui'
import { rename } from './itemActions'

/** The title, which can be changed where it stands. */
export function ItemTitle({ item }: { item: MediaItem }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const renameKeys = useShortcut('library.rename')
  const begin = () => setDraft(item.title)
  useCommand('library.rename', draft === null ? begin : null)
  const editing = draft !== null
  useEffect(() => {
    if (editing) field.current?.select()
  }, [editing])
  const finish = (keep: boolean) => {
    if (keep && draft !== null) rename(item, draft)
    setDraft(null)
  }
  if (draft === null) {
    return (
      <div className="flex items-center gap-1">
        <h2 className="min-w-0 grow truncate text-section" title={item.title} onDoubleClick={begin} data-selectable>{item.title}</h2>
        <IconButton size={24} icon={Pencil} label={t('library.action.rename')} shortcut={renameKeys} onClick={begin} />
      </div>
    )
  }
  return (
    <TextField
      ref={field}
      value={draft}
      onChange={setDraft}
      aria-label={t('library.inspector.titleLabel')}
      title={t('library.inspector.renameHint')}
      maxLength={200}
      autoFocus
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        finish(event.key === 'Enter')
      }}
    />
  )
}
