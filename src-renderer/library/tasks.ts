import i18next from 'i18next'
import { create } from 'zustand'
import type { LibraryTask } from '../../src-shared/libraryTask'
import { on, request } from '../ipc'
import { errorText } from '../shell'
import { toast } from '../ui'
import { nothingSelected } from '../ui/selection'
import { attempt } from './attempt'
import { loadOrder, useLibrary } from './useLibrary'
import { forgetRows } from './useRows'

/** What the library does while the user goes on, the newest first. */
export const useTasks = create<{ tasks: readonly LibraryTask[] }>(() => ({ tasks: [] }))

/** Follows the library's long work while its screen is shown; returns how to stop. */
export function followTasks(): () => void {
  attempt(async () => useTasks.setState({ tasks: await request('library.tasks') }))
  return on('library.taskChanged', (task) => {
    const { tasks } = useTasks.getState()
    const before = tasks.find(({ id }) => id === task.id)
    useTasks.setState({ tasks: before ? tasks.map((other) => (other.id === task.id ? task : other)) : [task, ...tasks] })
    if (task.status !== 'running' && (before === undefined || before.status === 'running')) tellEnd(task)
  })
}

function tellEnd(task: LibraryTask): void {
  const { t } = i18next
  if (task.kind === 'rebuild') {
    // Numbers may mean other items from now on.
    useLibrary.setState({ selection: nothingSelected })
    forgetRows()
    void loadOrder()
  }
  switch (task.status) {
    case 'failed':
      toast(task.error ? errorText(t, task.error) : t('library.task.failed'), { tone: 'error' })
      return
    case 'canceled':
      toast(t('library.task.canceled'))
      return
    case 'done': {
      const changed = t(`library.task.changed.${task.kind}`, { count: task.changed })
      if (task.failed > 0) toast(`${changed} ${t('library.task.left', { count: task.failed })}`, { tone: 'warn' })
      else toast(changed, { tone: 'ok' })
      return
    }
    case 'running':
      return
  }
}

/** Brings back what the records in the library folder know. */
export function rebuild(): void {
  attempt(() => request('library.rebuild'))
}

export function cancelTask(id: string): void {
  attempt(() => request('library.cancelTask', id))
}
