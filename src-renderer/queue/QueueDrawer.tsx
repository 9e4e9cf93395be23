import { ListOrdered } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { openScreen } from '../shell'
import { Button, EmptyState } from '../ui'
import { JobTable } from './JobTable'
import { useQueueCommands } from './useQueueCommands'
import { useQueueRows } from './useQueueRows'

/** The table in the drawer above the strip; fills what it is put into. */
export function QueueDrawer() {
  const { t } = useTranslation()
  const rows = useQueueRows('all')
  useQueueCommands(rows)
  return (
    <section aria-label={t('queue.title')} className="flex size-full min-h-0 flex-col bg-app px-2">
      {rows.length === 0 ? (
        <EmptyState icon={ListOrdered} action={<Button onClick={() => openScreen({ name: 'create' })}>{t('queue.empty.action')}</Button>}>
          {t('queue.empty.text')}
        </EmptyState>
      ) : (
        <JobTable rows={rows} />
      )}
    </section>
  )
}
