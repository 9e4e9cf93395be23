import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Chip, Dialog } from '../ui'
import { tag, type Targets } from './itemActions'
import { TagInput } from './TagInput'

/** Tags for many at once: gathered, then given in one step. */
export function TagsDialog({ targets, onClose }: { targets: Targets; onClose: () => void }) {
  const { t } = useTranslation()
  const [names, setNames] = useState<string[]>([])
  const give = () => {
    tag(targets, names)
    onClose()
  }
  return (
    <Dialog
      title={t('library.tags.dialog', { count: targets.length })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button variant="primary" disabledReason={names.length === 0 ? t('library.tags.hint') : null} onClick={give}>{t('library.tags.give')}</Button>
        </>
      }
    >
      {/* High enough for the completions, which would be cut off otherwise. */}
      <div
        className="flex min-h-64 flex-col gap-2 p-0.5"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && names.length > 0) give()
        }}
      >
        <TagInput autoFocus taken={names} onAdd={(added) => setNames((all) => [...new Set([...all, ...added])].slice(0, 50))} />
        <div className="flex flex-wrap gap-1">
          {names.map((name) => (
            <Chip key={name} on removeLabel={t('library.tags.remove', { name })} onRemove={() => setNames((all) => all.filter((other) => other !== name))}>{name}</Chip>
          ))}
        </div>
      </div>
    </Dialog>
  )
}
