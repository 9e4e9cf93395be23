import { AppError } from '../../src-shared/errors'
import type { JobId } from '../../src-shared/job'
import type { Store } from './store'

/** The order of the queue: a number a job, smaller goes first. */
export interface Places {
  /** Numbers for so many new jobs, in front of everything or at the end; returns the first of them. */
  take(count: number, first: boolean): number
  /** Puts jobs before another, or at the end, in the order given. Returns whether every place in the queue changed. */
  move(ids: readonly JobId[], before: JobId | null): boolean
}

/** Between two places closer than this nothing fits any more. */
const closest = 1e-6

export function openPlaces(store: Store): Places {
  // Handed out once even while the rows that will hold them are still being written.
  let { first, last } = store.ends()
  return {
    take(count, atFirst) {
      if (atFirst) {
        first -= count
        return first
      }
      const place = last + 1
      last += count
      return place
    },
    move(ids, before) {
      return store.transaction(() => {
        let renumbered = false
        for (;;) {
          const place = before === null ? null : store.job(before)?.position
          if (place === undefined) throw new AppError('not-found', 'There is no such job')
          if (place === null) {
            for (const id of ids) store.setPosition(id, ++last)
            return renumbered
          }
          const lower = store.placeBefore(place) ?? place - ids.length - 1
          const step = (place - lower) / (ids.length + 1)
          if (step < closest && !renumbered) {
            store.renumber()
            ;({ first, last } = store.ends())
            renumbered = true
            continue
          }
          for (const [index, id] of ids.entries()) store.setPosition(id, lower + step * (index + 1))
          first = Math.min(first, lower + step)
          return renumbered
        }
      })
    },
  }
}
