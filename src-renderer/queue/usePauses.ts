import { Pause, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Batch, Job } from '../../src-shared/job'
import { request } from '../ipc'
import { useModelName } from '../library'
import { toastFailure } from '../shell'
import { announce, type MenuEntry } from '../ui'
import { useAccountInUse } from './useAccountInUse'
import { useQueue } from './useQueue'

/** What is paused in part, and pausing and resuming it. */
export interface Pauses {
  setBatchPaused: (id: string, isPaused: boolean) => void
  setProviderPaused: (key: string, isPaused: boolean) => void
  /** What can be paused or resumed of these jobs. */
  entriesFor: (jobs: readonly Job[]) => MenuEntry[]
  modelOf: (key: string) => string
}

/** A menu is for a few; what has more batches than this is chosen by its rows. */
const mostBatches = 3

function keyOf({ request: { type, provider } }: Job): string {
  return `${type}/${provider ?? '*'}`
}

export function usePauses(): Pauses {
  const { t } = useTranslation()
  const modelName = useModelName()
  const batches = useQueue((queue) => queue.batches)
  const pausedKeys = useQueue((queue) => queue.state?.pausedProviders)
  const account = useAccountInUse()
  const perform = (work: Promise<void>, isPaused: boolean) => {
    work.then(() => announce(t(isPaused ? 'queue.pauses.done' : 'queue.pauses.goesOn'))).catch(toastFailure)
  }
  const setBatchPaused = (id: string, isPaused: boolean) => perform(request(isPaused ? 'queue.pauseBatch' : 'queue.resumeBatch', id), isPaused)
  const setProviderPaused = (key: string, isPaused: boolean) => perform(request(isPaused ? 'queue.pauseProvider' : 'queue.resumeProvider', key), isPaused)
  const modelOf = (key: string) => {
    const [type = '', ...rest] = key.split('/')
    const provider = rest.join('/')
    return modelName(type as Job['request']['type'], provider === '*' ? null : provider) ?? t('queue.automatic')
  }
  const entriesFor = (jobs: readonly Job[]): MenuEntry[] => {
    const waiting = jobs.filter((job) => job.status === 'queued')
    const chosen = [...new Set(waiting.map((job) => job.batchId))].flatMap((id) => batches.get(id) ?? [])
    const keys = [...new Set(waiting.filter((job) => job.accountId === account?.id).map(keyOf))]
    const ofBatches = chosen.slice(0, mostBatches).map((batch: Batch): MenuEntry => ({
      label: t(batch.pause ? 'queue.pauses.resumeBatch' : 'queue.pauses.pauseBatch', { name: batch.name || t('queue.batch.unnamed') }),
      icon: batch.pause ? Play : Pause,
      onSelect: () => setBatchPaused(batch.id, batch.pause === null),
    }))
    const ofModels = keys.slice(0, mostBatches).map((key): MenuEntry => {
      const isPaused = pausedKeys?.some((paused) => paused.key === key) ?? false
      return {
        label: t(isPaused ? 'queue.pauses.resumeModel' : 'queue.pauses.pauseModel', { model: modelOf(key) }),
        icon: isPaused ? Play : Pause,
        onSelect: () => setProviderPaused(key, !isPaused),
      }
    })
    const entries = [...ofBatches, ...ofModels]
    return entries.length === 0 ? [] : ['separator', ...entries]
  }
  return { setBatchPaused, setProviderPaused, entriesFor, modelOf }
}
