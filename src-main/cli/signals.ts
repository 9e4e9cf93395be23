import { exitAfter } from './exit'

export type StopSignal = keyof typeof exitAfter

/** How a command hears that it is to stop. */
export interface Signals {
  /** From here on a signal is left to the command; before, and at a second one, the process ends at once: nothing is lost by that. */
  caught(): Promise<StopSignal>
}

export function listenForSignals(): Signals {
  let resolve: ((signal: StopSignal) => void) | null = null
  for (const signal of Object.keys(exitAfter) as StopSignal[]) {
    process.on(signal, () => {
      const stop = resolve
      resolve = null
      if (stop === null) process.exit(exitAfter[signal])
      stop(signal)
    })
  }
  return { caught: () => new Promise((taken) => (resolve = taken)) }
}
