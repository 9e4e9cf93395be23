import type { Clock } from './clock'
import type { Log } from './log'
import type { Accounts } from './settings'

/** Sees to it that there is an account to work for: opened at the start, and again after it was lost or could not be opened. */
export interface AccountKeeper {
  /** Now, whatever it waits for: the start, another ffmpeg, a machine that woke up. Does nothing while there is one. */
  open(): void
  /** What answered for it has ended. */
  lost(): void
  close(): void
}

const firstWaitMilliseconds = 1_000
const longestWaitMilliseconds = 15 * 60_000
/** What lived for so long and ends is not what dies at once. */
const livedMilliseconds = 60_000

export function openAccountKeeper({ accounts, clock, log }: { accounts: Pick<Accounts, 'current' | 'load'>; clock: Clock; log: Log }): AccountKeeper {
  let tries = 0
  let openedAt = clock.now()
  let isOpening = false
  let isClosed = false
  let cancelTimer: (() => void) | null = null

  const attempt = async () => {
    cancelTimer?.()
    cancelTimer = null
    if (isOpening || isClosed) return
    isOpening = true
    try {
      await accounts.load()
    } catch (error) {
      log.error('No account could be opened', { error, tries })
    } finally {
      isOpening = false
    }
    if (accounts.current() !== null) openedAt = clock.now()
    else later()
  }
  const later = () => {
    if (isClosed || cancelTimer !== null) return
    const wait = Math.min(longestWaitMilliseconds, firstWaitMilliseconds * 2 ** Math.min(tries++, 20))
    cancelTimer = clock.after(wait, () => void attempt())
  }
  return {
    open() {
      if (accounts.current() !== null) return
      tries = 0
      void attempt()
    },
    lost() {
      if (clock.now() - openedAt >= livedMilliseconds) tries = 0
      // A start that fails says so itself.
      if (!isOpening) later()
    },
    close() {
      isClosed = true
      cancelTimer?.()
    },
  }
}
