import { Ellipsis, Repeat2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../src-shared/job'
import { toastFailure } from '../shell'
import { Button, IconButton, Menu } from '../ui'
import type { MenuEntry } from '../ui'
import { recall, recallable } from './recall'
import { useCopyCommand } from './useCopyCommand'
import { loadTemplate } from './useDrafts'

/** What a result can be used for again: all of it, or only its prompt, its seed or its options. */
export function useResultEntries(job: Job): MenuEntry[] {
  const { t } = useTranslation()
  const copy = useCopyCommand()
  const parts = recallable(job.request)
  return [
    { label: t('compose.recall.all'), icon: Repeat2, onSelect: () => void loadTemplate(job.request).catch(toastFailure) },
    { label: t('compose.recall.prompt'), disabled: !parts.prompt, onSelect: () => recall(job.request, 'prompt') },
    { label: t('compose.recall.seed'), disabled: !parts.seed, onSelect: () => recall(job.request, 'seed') },
    { label: t('compose.recall.options'), disabled: !parts.options, onSelect: () => recall(job.request, 'options') },
    'separator',
    { label: t('compose.tools.curl'), onSelect: () => void copy.job(job.id) },
  ]
}

/** "Use as template", and its parts behind a menu. */
export function ResultActions({ job }: { job: Job }) {
  const { t } = useTranslation()
  const entries = useResultEntries(job)
  return (
    <>
      <Button icon={Repeat2} onClick={() => void loadTemplate(job.request).catch(toastFailure)}>{t('create.remix')}</Button>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('compose.recall.more')} />} entries={entries} />
    </>
  )
}
