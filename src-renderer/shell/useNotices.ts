import { useEffect, useState } from 'react'
import type { Notice } from '../../src-shared/notice'
import { on, request } from '../ipc'
import { toastFailure } from './failure'

/** What main has to say of the app itself, until it is dismissed. */
export function useNotices(): { notices: readonly Notice[]; dismiss(notice: Notice): void } {
  const [notices, setNotices] = useState<readonly Notice[]>([])
  useEffect(() => {
    const forget = on('app.noticed', (notice) => setNotices((known) => [...known.filter(({ kind }) => kind !== notice.kind), notice]))
    // What is told between the question and its answer is in both.
    request('app.notices').then(
      (earlier) => setNotices((known) => [...earlier, ...known.filter((one) => !earlier.some((other) => other.kind === one.kind))]),
      toastFailure,
    )
    return forget
  }, [])
  return { notices, dismiss: (notice) => setNotices((known) => known.filter((one) => one !== notice)) }
}
