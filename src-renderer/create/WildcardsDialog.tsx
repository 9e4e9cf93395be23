import { FolderOpen, Plus, TextQuote } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, classes, Dialog, EmptyState, useFormat } from '../ui'
import { useWildcards } from './useWildcards'
import { WildcardEditor } from './WildcardEditor'

/** The files whose lines prompts draw from: a list, and the one that is being edited. */
export function WildcardsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const wildcards = useWildcards()
  const { files, editing, open, begin, show } = wildcards
  const [asking, setAsking] = useState<(() => void) | null>(null)
  /** What was not saved is not lost by a press on another name. */
  const leave = (then: () => void) => {
    if (wildcards.isChanged) setAsking(() => then)
    else then()
  }
  return (
    <Dialog
      title={t('compose.wildcards.title')}
      width={820}
      onClose={() => leave(onClose)}
      footer={<Button icon={FolderOpen} onClick={() => void show()} className="mr-auto">{t('compose.wildcards.folder')}</Button>}
    >
      <div className="flex h-104 gap-4">
        <div className="flex w-56 flex-none flex-col gap-2">
          <Button icon={Plus} onClick={() => leave(begin)}>{t('compose.wildcards.new')}</Button>
          <ul aria-label={t('compose.wildcards.title')} className="flex min-h-0 grow flex-col overflow-y-auto">
            {files?.map((file) => (
              <li key={file.name}>
                <button
                  type="button"
                  aria-current={editing?.name === file.name}
                  onClick={() => leave(() => void open(file.name))}
                  className={classes('flex min-h-7 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-hover', editing?.name === file.name && 'bg-selected')}
                >
                  <span className="min-w-0 grow truncate font-mono text-small">{file.name}</span>
                  <span className="flex-none text-label text-text-3 tabular-nums">{format.whole(file.lines)}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
        <div className="flex min-w-0 grow flex-col">
          {editing === null ? (
            <EmptyState icon={TextQuote}>{t(files?.length === 0 ? 'compose.wildcards.empty' : 'compose.wildcards.choose')}</EmptyState>
          ) : (
            <WildcardEditor key={editing.key} wildcards={wildcards} editing={editing} />
          )}
          {asking === null ? null : (
            <div role="alertdialog" aria-label={t('compose.wildcards.unsaved')} className="mt-2 flex items-center gap-2 rounded-panel bg-warn-fill px-3 py-2 text-small">
              <span className="grow">{t('compose.wildcards.unsaved')}</span>
              <Button size={24} onClick={() => setAsking(null)}>{t('app.cancel')}</Button>
              <Button
                size={24}
                onClick={() => {
                  setAsking(null)
                  asking()
                }}
              >
                {t('compose.wildcards.discard')}
              </Button>
            </div>
          )}
        </div>
      </div>
    </Dialog>
  )
}
