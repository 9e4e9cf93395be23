import type { HandlersFor } from '../../src-shared/ipc'
import type { Trims } from './trims'

/** The trimmer's door. */
export function trimHandlers(trims: Trims): HandlersFor<'trim'> {
  return {
    'trim.source': trims.source,
    'trim.plan': trims.plan,
    'trim.waveform': trims.waveform,
    'trim.start': trims.start,
    'trim.cancel': trims.cancel,
    'trim.list': trims.list,
  }
}
