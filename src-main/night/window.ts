import type { Schedule, Window } from '../../src-shared/night'

/**
 * Where a schedule stands at a moment of the wall clock. `setAt` is when the user set it: a schedule without a start is open from then on.
 * Times of day are the machine's local ones, so on the days when the clock changes a window is an hour longer or shorter. Pure.
 */
export function windowAt(schedule: Schedule, setAt: number, now: number): Window {
  switch (schedule.kind) {
    case 'always':
      return { phase: 'off', opensAt: null, closesAt: null }
    case 'once': {
      const opensAt = schedule.startsAt === null ? setAt : localMoment(schedule.startsAt)
      const closesAt = schedule.stopsAt === null ? null : localMoment(schedule.stopsAt)
      const phase = closesAt !== null && now >= closesAt ? 'over' : now < opensAt ? 'before' : 'open'
      return { phase, opensAt, closesAt }
    }
    case 'hours':
      return hoursAt(schedule, now)
  }
}

function hoursAt({ from, to }: { from: string; to: string }, now: number): Window {
  // Over midnight it ends the next day; the same time twice is a whole day.
  const daysLong = to <= from ? 1 : 0
  let next: Window | null = null
  for (const day of [-1, 0, 1, 2]) {
    const opensAt = onDay(now, day, from)
    const closesAt = onDay(now, day + daysLong, to)
    if (opensAt <= now && now < closesAt) return { phase: 'open', opensAt, closesAt }
    if (opensAt > now && (next === null || opensAt < (next.opensAt ?? Infinity))) next = { phase: 'before', opensAt, closesAt }
  }
  return next ?? { phase: 'before', opensAt: null, closesAt: null }
}

/** A time of day on the local day of a moment, or days later. One that a change of the clock leaves out is taken as the hour after. */
function onDay(moment: number, days: number, time: string): number {
  const date = new Date(moment)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hoursOf(time), minutesOf(time)).getTime()
}

/** `2026-11-22T23:00` by the local clock. */
function localMoment(text: string): number {
  return new Date(text).getTime()
}

function hoursOf(time: string): number {
  return Number(time.slice(0, 2))
}

function minutesOf(time: string): number {
  return Number(time.slice(3))
}
