import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preset } from '../../src-shared/preset'
import { on, request } from '../ipc'
import { toastFailure } from '../shell'
import { toast } from '../ui'
import { matrixOf } from './draft'
import { currentDraft, loadMatrix, useDrafts } from './useDrafts'

/** The presets, and what can be done with them; each says what came of it. */
export function usePresets() {
  const { t } = useTranslation()
  const [presets, setPresets] = useState<Preset[] | null>(null)
  useEffect(() => {
    request('create.presets').then(setPresets, toastFailure)
    return on('create.presetsChanged', setPresets)
  }, [])
  const tried = async <T>(action: () => Promise<T>, said: (value: T) => string | null): Promise<boolean> => {
    try {
      const words = said(await action())
      if (words !== null) toast(words, { tone: 'ok' })
      return true
    } catch (error) {
      toastFailure(error)
      return false
    }
  }
  return {
    presets,
    save: (name: string) => {
      const state = useDrafts.getState()
      return tried(() => request('create.savePreset', name, matrixOf(state.type, currentDraft(state))), () => t('compose.presets.saved', { name }))
    },
    /** @param keepPrompt the words that are being written stay. */
    apply: (preset: Preset, keepPrompt: boolean) => {
      const { prompt } = currentDraft(useDrafts.getState())
      const matrix = keepPrompt ? { ...preset.matrix, prompt: { ...preset.matrix.prompt, text: prompt } } : preset.matrix
      return tried(() => loadMatrix(matrix), () => null)
    },
    rename: (preset: Preset, name: string) => tried(() => request('create.renamePreset', preset.id, name), () => null),
    remove: async (preset: Preset) => {
      if (!(await tried(() => request('create.deletePreset', preset.id), () => null))) return
      toast(t('compose.presets.deleted', { name: preset.name }), {
        action: { label: t('compose.presets.undo'), onSelect: () => void tried(() => request('create.restorePreset', preset), () => null) },
      })
    },
    exportAll: () => tried(() => request('create.exportPresets'), (saved) => (saved ? t('compose.presets.exported') : null)),
    importSome: () => tried(() => request('create.importPresets'), (count) => (count === null ? null : t('compose.presets.imported', { count }))),
  }
}
