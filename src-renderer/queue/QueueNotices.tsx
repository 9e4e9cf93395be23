import { useTranslation } from 'react-i18next'
import type { CapState } from '../../src-shared/spending'
import { useModelName } from '../library'
import { HoursNotice, useNight } from '../night'
import { CapNotices } from '../spending'
import { batchName } from './batchName'
import { derive } from './derive'
import { useQueue } from './useQueue'
import { useQueueView } from './useQueueView'

/** Why nothing, or not everything, is sent although jobs wait: the hour, or a cap. */
export function QueueNotices({ onBudget }: { onBudget: () => void }) {
  const { t } = useTranslation()
  const modelName = useModelName()
  const { list, counts } = derive(useQueue((queue) => queue.jobs))
  const batches = useQueue((queue) => queue.batches)
  const phase = useNight((night) => night.state?.window.phase ?? 'off')
  const nameOf = ({ scope, key }: CapState): string => {
    if (scope === 'batch') return batchName(t, batches.get(key), list.filter((job) => job.batchId === key))
    const [type = '', id = ''] = key.split(/\/(.*)/)
    return modelName(type as Parameters<typeof modelName>[0], id === '' || id === '*' ? null : id) ?? t('queue.automatic')
  }
  if (phase === 'before' || phase === 'over') return <HoursNotice waiting={counts.queued} />
  return <CapNotices nameOf={nameOf} onRaise={(cap) => (cap.scope === 'batch' ? useQueueView.setState({ terms: cap.key }) : onBudget())} />
}
