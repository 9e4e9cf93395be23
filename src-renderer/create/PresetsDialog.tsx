import { Bookmark, Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preset } from '../../src-shared/preset'
import { Button, Dialog, EmptyState, IconButton, Menu, TextField } from '../ui'
import { usePresets } from './usePresets'

/** What is written, kept under a name, and brought back. */
export function PresetsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { presets, save, apply, rename, remove, exportAll, importSome } = usePresets()
  const [name, setName] = useState('')
  const [renaming, setRenaming] = useState<{ id: string; name: string } | null>(null)
  const taken = presets?.some((preset) => preset.name.toLowerCase() === name.trim().toLowerCase()) ?? false
  const onSave = async () => {
    if (name.trim() !== '' && (await save(name.trim()))) setName('')
  }
  const onRename = async (preset: Preset) => {
    if (renaming === null) return
    const done = renaming.name.trim() === '' || (await rename(preset, renaming.name.trim()))
    if (done) setRenaming(null)
  }
  const applied = async (preset: Preset, keepPrompt: boolean) => {
    if (await apply(preset, keepPrompt)) onClose()
  }
  return (
    <Dialog
      title={t('compose.presets.title')}
      width={560}
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => void importSome()}>{t('compose.presets.import')}</Button>
          <Button disabledReason={presets?.length ? null : t('compose.presets.empty')} onClick={() => void exportAll()}>{t('compose.presets.export')}</Button>
        </>
      }
    >
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          void onSave()
        }}
      >
        <TextField aria-label={t('compose.presets.name')} placeholder={t('compose.presets.namePlaceholder')} value={name} maxLength={200} onChange={setName} className="grow" />
        <Button variant="primary" type="submit" disabledReason={name.trim() === '' ? t('compose.presets.nameFirst') : null}>
          {t(taken ? 'compose.presets.replace' : 'compose.presets.save')}
        </Button>
      </form>
      <div className="mt-3 h-80 overflow-y-auto" tabIndex={-1}>
        {presets?.length === 0 ? <EmptyState icon={Bookmark}>{t('compose.presets.empty')}</EmptyState> : null}
        <ul className="flex flex-col">
          {presets?.map((preset) => (
            <li key={preset.id} className="flex items-center gap-1 border-b border-hairline py-1">
              {renaming?.id === preset.id ? (
                <form
                  className="flex grow gap-2"
                  onSubmit={(event) => {
                    event.preventDefault()
                    void onRename(preset)
                  }}
                >
                  <TextField autoFocus aria-label={t('compose.presets.name')} value={renaming.name} maxLength={200} onChange={(text) => setRenaming({ id: preset.id, name: text })} className="grow" />
                  <Button type="submit">{t('compose.presets.rename')}</Button>
                </form>
              ) : (
                <button type="button" onClick={() => void applied(preset, false)} className="flex min-w-0 grow flex-col rounded-control px-2 py-1 text-left hover:bg-hover">
                  <span className="w-full truncate font-medium">{preset.name}</span>
                  <span className="w-full truncate text-label text-text-3">{t(`models.types.${preset.matrix.type}`)} · {preset.matrix.prompt.text || t('compose.presets.noPrompt')}</span>
                </button>
              )}
              <Menu
                trigger={<IconButton icon={Ellipsis} size={24} label={t('compose.presets.actions', { name: preset.name })} />}
                entries={[
                  { label: t('compose.presets.apply'), onSelect: () => void applied(preset, false) },
                  { label: t('compose.presets.applyWithout'), onSelect: () => void applied(preset, true) },
                  'separator',
                  { label: t('compose.presets.rename'), onSelect: () => setRenaming({ id: preset.id, name: preset.name }) },
                  { label: t('compose.presets.delete'), danger: true, onSelect: () => void remove(preset) },
                ]}
              />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
