import { powerMonitor } from 'electron'

/** Tells when the machine has woken up: timers stood still meanwhile, and what waits is looked at now and not when they end. */
export function followPower({ resumed }: { resumed(): void }): void {
  powerMonitor.on('resume', resumed)
}
