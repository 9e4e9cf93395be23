import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Field, Spinner, TextArea } from '../ui'
import type { useImport } from './useImport'

/** Where the rows come from: a file, chosen or dropped, or the clipboard. */
export function ImportSource({ source }: { source: ReturnType<typeof useImport> }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  return (
    <div
      className="flex flex-col gap-3"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        const [file] = event.dataTransfer.files
        if (!file) return
        event.preventDefault()
        void source.drop(file)
      }}
    >
      <p className="text-pretty text-text-2">{t('compose.table.intro')}</p>
      <div className="flex items-center gap-3 rounded-panel border border-dashed border-border p-4">
        <Button icon={FileUp} onClick={() => void source.choose()}>{t('compose.table.choose')}</Button>
        <span className="text-small text-text-3">{t('compose.table.drop')}</span>
        {source.busy ? <Spinner /> : null}
      </div>
      <Field label={t('compose.table.paste')} hint={t('compose.table.pasteHint')}>
        <TextArea value={text} onChange={setText} minLines={6} maxLines={12} maxLength={20_000_000} />
      </Field>
      <Button className="self-end" disabledReason={text.trim() === '' ? t('compose.table.pasteFirst') : null} onClick={() => void source.paste(text)}>
        {t('compose.table.read')}
      </Button>
    </div>
  )
}
