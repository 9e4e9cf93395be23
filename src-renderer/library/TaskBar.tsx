import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton, ProgressBar, useFormat } from '../ui'
import { cancelTask, useTasks } from './tasks'

/** What the library is doing, how far it is, and how to stop it. */
export function TaskBar() {
  const { t } = useTranslation()
  const format = useFormat()
  const tasks = useTasks((state) => state.tasks)
  const running = tasks.filter((task) => task.status === 'running')
  if (running.length === 0) return null
  return (
    <ul className="flex flex-none flex-col border-t border-hairline bg-panel">
      {running.map((task) => {
        const name = t(`library.task.running.${task.kind}`)
        return (
          <li key={task.id} className="flex h-9 items-center gap-3 px-3 text-small">
            <span className="flex-none">{name}</span>
            <ProgressBar label={name} tone="info" fraction={task.total === null || task.total === 0 ? null : task.done / task.total} className="max-w-80" />
            <span className="flex-none text-text-3 tabular-nums">
              {task.total === null ? format.whole(task.done) : t('library.shownOf', { shown: format.whole(task.done), total: format.whole(task.total) })}
            </span>
            <span className="grow" />
            <IconButton size={24} icon={X} label={t('library.task.cancel')} onClick={() => cancelTask(task.id)} />
          </li>
        )
      })}
    </ul>
  )
}
