import type { HandlersFor } from '../../src-shared/ipc'
import type { Queue } from './queue'

export function queueHandlers(queue: Queue): HandlersFor<'queue'> {
  return {
    'queue.snapshot': () => queue.snapshot(),
    'queue.enqueue': (batch) => queue.enqueue(batch),
    'queue.cancel': (ids) => queue.cancel(ids),
    'queue.retry': (ids, options) => queue.retry(ids, options),
    'queue.askAgain': (ids) => queue.askAgain(ids),
    'queue.startNew': (ids) => queue.startNew(ids),
    'queue.adopt': (ids) => queue.adopt(ids),
    'queue.pause': () => queue.pause(),
    'queue.resume': () => queue.resume(),
    'queue.pauseBatch': (id) => queue.pauseBatch(id),
    'queue.resumeBatch': (id) => queue.resumeBatch(id),
    'queue.pauseProvider': (key) => queue.pauseProvider(key),
    'queue.resumeProvider': (key) => queue.resumeProvider(key),
    'queue.edit': (id, request) => queue.edit(id, request),
    'queue.move': (ids, before) => queue.move(ids, before),
    'queue.clear': (ids) => queue.clear(ids),
  }
}
