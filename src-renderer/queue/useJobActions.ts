import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job, JobId } from '../../src-shared/job'
import { request } from '../ipc'
import { openAsTemplate, openForEditing, openScreen, toastFailure } from '../shell'
import { announce, toast } from '../ui'
import type { JobAction } from './actions'
import { batchName } from './batchName'
import { derive } from './derive'
import { movedLine, moveTarget, type Move } from './line'
import { jobDetails } from './jobDetails'
import { useQueue } from './useQueue'
import { useQueueView } from './useQueueView'

const moves: Partial<Record<JobAction, Move>> = { 'move-up': 'up', 'move-down': 'down', 'move-front': 'front', 'move-back': 'back' }

export interface JobActions {
  /** Does it, or asks first where money or running work is at stake. */
  run: (action: JobAction, ids: readonly JobId[]) => void
  /** Does what was asked about. */
  confirmed: () => void
  /** Puts waiting jobs before another one, or at the end. */
  moveBefore: (ids: readonly JobId[], before: JobId | null) => void
}

function jobsOf(ids: readonly JobId[]): Job[] {
  const { jobs } = useQueue.getState()
  return ids.flatMap((id) => jobs.get(id) ?? [])
}

/** Every action on jobs, with its feedback. Main decides; the table follows what it announces. */
export function useJobActions(): JobActions {
  const { t } = useTranslation()

  const perform = useCallback(
    async (action: JobAction, ids: JobId[]): Promise<void> => {
      const count = ids.length
      const [job] = jobsOf(ids)
      if (job === undefined) return
      switch (action) {
        case 'open':
          if (job.itemId !== null) openScreen({ name: 'viewer', itemId: job.itemId })
          return
        case 'edit':
          return openForEditing(job)
        case 'duplicate': {
          const name = batchName(t, useQueue.getState().batches.get(job.batchId), jobsOf(ids))
          await request('queue.enqueue', { batchName: t('queue.batch.copyOf', { name }).slice(0, 200), jobs: jobsOf(ids).map(({ request: asked }) => asked) })
          return void toast(t('queue.done.duplicated', { count }))
        }
        case 'terms':
          return useQueueView.setState({ terms: job.batchId })
        case 'template':
          return openAsTemplate(job.request)
        case 'copy-details':
          await navigator.clipboard.writeText(jobsOf(ids).map(jobDetails).join('\n\n'))
          return void toast(t('queue.done.copied'), { tone: 'ok' })
        case 'cancel':
          await request('queue.cancel', ids)
          return announce(t('queue.done.canceled', { count }))
        case 'retry':
        case 'retry-new-seed':
          await request('queue.retry', ids, { newSeed: action === 'retry-new-seed' })
          return void toast(t('queue.done.retried', { count }))
        case 'ask-again':
          await request('queue.askAgain', ids)
          return void toast(t('queue.done.asked', { count }))
        case 'adopt': {
          const { adopted, left } = await request('queue.adopt', ids)
          const words = t('queue.done.adopted', { count: adopted })
          return void toast(left === 0 ? words : `${words} ${t('queue.done.notAdopted', { count: left })}`)
        }
        case 'start-new':
          await request('queue.startNew', ids)
          return void toast(t('queue.done.retried', { count }))
        case 'clear':
          await request('queue.clear', ids)
          return announce(t('queue.done.cleared', { count }))
        case 'move-up':
        case 'move-down':
        case 'move-front':
        case 'move-back': {
          const { line } = derive(useQueue.getState().jobs)
          const moved = new Set(ids)
          const before = moveTarget(line, moved, moves[action] ?? 'up')
          if (before === undefined) return
          await request('queue.move', line.filter((id) => moved.has(id)), before)
          const place = movedLine(line, moved, before).findIndex((id) => moved.has(id)) + 1
          return announce(`${t('queue.done.moved', { count })}: ${t('queue.progress.place', { count: place, ordinal: true })}`)
        }
      }
    },
    [t],
  )

  const run = useCallback(
    (action: JobAction, ids: readonly JobId[]) => {
      if (ids.length === 0) return
      const running = jobsOf(ids).some((job) => job.status === 'running')
      // One waiting job leaves the line without a word; what costs or cannot be taken back is asked about.
      const cancels = action === 'cancel' && (running || ids.length > 20)
      if (action === 'start-new' || action === 'adopt' || action === 'duplicate' || cancels) useQueueView.setState({ asking: { action, ids: [...ids] } })
      else perform(action, [...ids]).catch(toastFailure)
    },
    [perform],
  )

  const confirmed = useCallback(() => {
    const { asking } = useQueueView.getState()
    useQueueView.setState({ asking: null })
    if (asking) perform(asking.action, asking.ids).catch(toastFailure)
  }, [perform])

  const moveBefore = useCallback(
    (ids: readonly JobId[], before: JobId | null) => {
      request('queue.move', [...ids], before)
        .then(() => announce(t('queue.done.moved', { count: ids.length })))
        .catch(toastFailure)
    },
    [t],
  )

  return { run, confirmed, moveBefore }
}
