import { powerMonitor, type BrowserWindow } from 'electron'
import { countSleep } from './clock'
import type { Log } from './log'

interface Options {
  log: Log
  window: BrowserWindow
  /** The machine is awake again: timers stood still meanwhile, and what is due is looked at now and not when they end. */
  resumed(): void
  /** Ends the app cleanly. */
  quit(): void
}

/** Sleep and the end of the machine. Neither is needed for anything to be right: after a power cut there is no word of it either. */
export function followPower({ log, window, resumed, quit }: Options): void {
  let asleepSince: { wall: number; steady: number } | null = null
  powerMonitor.on('suspend', () => {
    asleepSince = { wall: Date.now(), steady: performance.now() }
    log.info('The machine goes to sleep')
  })
  powerMonitor.on('resume', () => {
    // What the steady clock counted of it, on systems where it does, is not counted twice.
    const sleptMilliseconds = asleepSince === null ? 0 : Date.now() - asleepSince.wall - (performance.now() - asleepSince.steady)
    asleepSince = null
    countSleep(sleptMilliseconds)
    log.info('The machine is awake', { sleptSeconds: Math.round(sleptMilliseconds / 1_000) })
    resumed()
  })
  // Electron's types say less than its documentation: the event can be put off.
  powerMonitor.on('shutdown', ((event: { preventDefault(): void }) => {
    event.preventDefault()
    log.info('The machine shuts down')
    quit()
  }) as () => void)
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      log.info('Asked to end', { signal })
      quit()
    })
  }
  // Windows says so to the window, and waits for nobody.
  window.on('session-end', () => {
    log.info('The session ends')
    quit()
  })
}
