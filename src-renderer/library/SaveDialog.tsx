import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, Field, Segmented, TextField, toast } from '../ui'
import { chipsOf } from './chips'
import { createCollection } from './collections'
import { useChipText } from './useChipText'
import { useLibrary } from './useLibrary'

/** Keeps the filters that are on: as a smart collection, or as a search that can be changed when it is opened. */
export function SaveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const chipText = useChipText()
  const query = useLibrary((library) => library.query)
  const [name, setName] = useState(() => chipsOf(query).map((chip) => chipText(chip, query)).join(', ').slice(0, 200))
  const [kind, setKind] = useState<'smart' | 'search'>('smart')
  const save = () => {
    const kept = { ...query, sort: query.sort === 'manual' ? ('newest' as const) : query.sort }
    createCollection(kind === 'smart' ? { kind, name: name.trim(), parentId: null, query: kept } : { kind, name: name.trim(), query: kept }, () => toast(t('library.done.saved', { name: name.trim() }), { tone: 'ok' }))
    onClose()
  }
  return (
    <Dialog
      title={t('library.save.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button variant="primary" disabledReason={name.trim() === '' ? t('library.save.nameFirst') : null} onClick={save}>{t('library.save.keep')}</Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3 p-0.5"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') save()
        }}
      >
        <Field label={t('library.save.name')}>
          <TextField autoFocus value={name} onChange={setName} maxLength={200} onFocus={(event) => event.target.select()} />
        </Field>
        <Segmented
          stretch
          label={t('library.save.kind')}
          value={kind}
          onChange={setKind}
          options={[{ value: 'smart', label: t('library.save.smart') }, { value: 'search', label: t('library.save.search') }]}
        />
        <p className="text-small text-pretty text-text-2">{t(`library.save.${kind}Hint`)}</p>
      </form>
    </Dialog>
  )
}
