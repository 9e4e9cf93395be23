import type { HandlersFor } from '../../src-shared/ipc'
import type { Trims } from './trims'

/** The trimmer's door. */
export function trimHandlers(trims: Trims): HandlersFor<'trim'> {
  return {
    'trim.abilities': trims.abilities,
    'trim.source': trims.source,
    'trim.plan': trims.plan,
    'trim.waveform': trims.waveform,
    'trim.makePreview': trims.makePreview,
    'trim.start': trims.start,
    'trim.cancel': trims.cancel,
    'trim.retry': trims.retry,
    'trim.remove': trims.remove,
    'trim.undo': trims.undo,
    'trim.list': trims.list,
    'trim.grabFrame': trims.grabFrame,
    'trim.continueFrom': trims.continueFrom,
  }
}
