import { Ellipsis } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton, Menu } from '../ui'
import type { JobAction } from './actions'
import { actionIcons, useChosenJobs } from './useChosenJobs'
import { useJobActions } from './useJobActions'

/** What is shown as a button; the rest is in the menu beside. */
const shown: readonly JobAction[] = ['adopt', 'ask-again', 'start-new', 'retry', 'cancel']

/** What can be done with the chosen jobs. */
export function SelectionBar() {
  const { t } = useTranslation()
  const { jobs, actions, entries } = useChosenJobs()
  const { run } = useJobActions()
  if (jobs.length === 0) return null
  return (
    <div className="flex min-w-0 items-center gap-1" role="toolbar" aria-label={t('queue.selected', { count: jobs.length })}>
      <span className="truncate pr-1 text-small text-text-2 tabular-nums">{t('queue.selected', { count: jobs.length })}</span>
      {shown.flatMap((action) => {
        const ids = actions.get(action)
        if (ids === undefined) return []
        const label = t(`queue.action.${action}`)
        return [
          <Button key={action} size={24} icon={actionIcons[action]} onClick={() => run(action, ids)} className="max-xl:hidden">{label}</Button>,
          <IconButton key={`${action} small`} size={24} icon={actionIcons[action]} label={label} onClick={() => run(action, ids)} className="xl:hidden" />,
        ]
      })}
      <Menu entries={entries} trigger={<IconButton size={24} icon={Ellipsis} label={t('queue.action.more')} />} />
    </div>
  )
}
