import type { HandlersFor } from '../../src-shared/ipc'
import type { Night } from './night'

export function nightHandlers(night: Night): HandlersFor<'night'> {
  return {
    'night.state': () => night.state(),
    'night.setPlan': (plan) => night.setPlan(plan),
    'night.setBatchSchedule': (batchId, schedule) => night.setBatchSchedule(batchId, schedule),
    'night.reports': () => night.reports(),
  }
}
