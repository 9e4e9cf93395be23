import type { Notice } from '../src-shared/notice'
import type { Announce } from './announce'

/** What the user should know of the app itself, kept for a page that asks later than it happened. */
export interface Notices {
  tell(notice: Notice): void
  list(): Notice[]
}

export function openNotices(announce: Announce): Notices {
  let told: Notice[] = []
  return {
    tell(notice) {
      told = [...told.filter(({ kind }) => kind !== notice.kind), notice]
      announce('app.noticed', notice)
    },
    list: () => [...told],
  }
}
