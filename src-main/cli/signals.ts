import { exitAfter } from './exit'

export type StopSignal = keyof typeof exitAfter

/** How a command hears that it is to stop. */
export interface Signals {
  /** From here on a signal is left to the command; before, and at a second one, the process ends at once: nothing is lost by that. */
  caught(): Promise<StopSignal>
}

/**
 * One Ctrl+C arrives several times: from the terminal, from npm, from a package that cleans up after itself and sends it again. Only what
 * comes later than this is a second one.
 */
const echoMilliseconds = 1_000

export function listenForSignals(): Signals {
  let resolve: ((signal: StopSignal) => void) | null = null
  let firstAt: number | null = null
  for (const signal of Object.keys(exitAfter) as StopSignal[]) {
    process.on(signal, () => {
      const now = performance.now()
      const stop = resolve
      resolve = null
      if (stop !== null) {
        firstAt = now
        stop(signal)
      } else if (firstAt === null || now - firstAt > echoMilliseconds) process.exit(exitAfter[signal])
    })
  }
  return { caught: () => new Promise((taken) => (resolve = taken)) }
}
