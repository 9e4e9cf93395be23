import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { wildcardNameSchema } from '../../src-shared/wildcard'
import { Button, Field, IconButton, TextArea, TextField } from '../ui'
import type { EditedWildcard, useWildcards } from './useWildcards'

interface WildcardEditorProps {
  wildcards: ReturnType<typeof useWildcards>
  editing: EditedWildcard
}

/** One wildcard: its name, and its alternatives, one a line. */
export function WildcardEditor({ wildcards, editing }: WildcardEditorProps) {
  const { t } = useTranslation()
  const { change, save, remove, isChanged, busy } = wildcards
  const isNamed = wildcardNameSchema.safeParse(editing.newName).success
  return (
    <form
      className="flex min-h-0 grow flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field label={t('compose.wildcards.name')} hint={isNamed ? t('compose.wildcards.usedAs', { name: editing.newName }) : t('compose.wildcards.nameHint')} error={isNamed || editing.newName === '' ? null : t('compose.wildcards.nameWrong')}>
        <TextField mono value={editing.newName} maxLength={120} placeholder="lens" onChange={(newName) => change({ newName })} />
      </Field>
      <Field label={t('compose.wildcards.lines')} className="min-h-0 grow [&>textarea]:grow">
        <TextArea value={editing.text} placeholder={t('compose.wildcards.placeholder')} onChange={(text) => change({ text })} minLines={9} maxLines={12} maxLength={5_000_000} className="font-mono text-small!" />
      </Field>
      <div className="flex items-center gap-2">
        {editing.name === null ? null : <IconButton icon={Trash2} label={t('compose.wildcards.delete')} onClick={() => void remove()} />}
        <span className="grow" />
        <Button variant="primary" type="submit" loading={busy} disabledReason={!isNamed ? t('compose.wildcards.nameHint') : isChanged ? null : t('compose.wildcards.nothingToSave')}>
          {t('compose.wildcards.save')}
        </Button>
      </div>
    </form>
  )
}
