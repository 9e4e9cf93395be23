import { steadyClock, type Clock } from '../../src-main/clock'

export interface FastClock extends Clock {
  speed: number
}

/** The app's clock, running `speed` times as fast from `aheadMilliseconds` after now: a wait of minutes is one of moments, on real sockets. */
export function fastClock(speed: number, aheadMilliseconds = 0): FastClock {
  const startedAt = steadyClock.now()
  return {
    speed,
    now: () => Math.round(startedAt + aheadMilliseconds + (steadyClock.now() - startedAt) * speed),
    after: (milliseconds, callback) => steadyClock.after(Math.max(1, milliseconds / speed), callback),
  }
}
