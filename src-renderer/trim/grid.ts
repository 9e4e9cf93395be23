import type { TrimSource } from '../../src-shared/trim'

/**
 * The points at which a source can be cut, in order. Unit `i` lasts from `timeOf(i)` to `timeOf(i + 1)`; `timeOf(count)` is the
 * end. For pictures a unit is one real frame, whatever its length; for sound it is ten milliseconds.
 */
export interface CutGrid {
  kind: 'frames' | 'time'
  count: number
  durationSeconds: number
  /** Start of a unit, seconds; held between 0 and `count`. */
  timeOf: (unit: number) => number
  /** The unit shown or heard at a time, 0 to `count - 1`. */
  unitAt: (seconds: number) => number
}

export const soundStepSeconds = 0.01
/** Container times are rounded to microseconds. */
const roundingSeconds = 1e-5

/** The cut grid of a source. */
export function cutGrid(source: Pick<TrimSource, 'durationSeconds' | 'frameSeconds' | 'hasVideo'>): CutGrid {
  const frames = source.frameSeconds
  return source.hasVideo && frames.length > 0 ? frameGrid(frames, source.durationSeconds) : soundGrid(source.durationSeconds)
}

function frameGrid(frames: readonly number[], durationSeconds: number): CutGrid {
  const end = Math.max(durationSeconds, (frames.at(-1) ?? 0) + roundingSeconds)
  const count = frames.length
  return {
    kind: 'frames',
    count,
    durationSeconds: end,
    timeOf: (unit) => (unit >= count ? end : (frames[Math.max(0, unit)] ?? 0)),
    unitAt: (seconds) => lastAtOrBefore(frames, seconds),
  }
}

function soundGrid(durationSeconds: number): CutGrid {
  const count = Math.max(1, Math.floor(durationSeconds / soundStepSeconds + roundingSeconds))
  return {
    kind: 'time',
    count,
    durationSeconds,
    timeOf: (unit) => (unit >= count ? durationSeconds : Math.max(0, unit) * soundStepSeconds),
    unitAt: (seconds) => Math.min(count - 1, Math.max(0, Math.floor(seconds / soundStepSeconds + roundingSeconds))),
  }
}

/** Index of the last value that is not after `seconds`; 0 when all are. */
export function lastAtOrBefore(sorted: readonly number[], seconds: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (sorted[middle]! <= seconds + roundingSeconds) low = middle
    else high = middle - 1
  }
  return low
}

/** The time to seek to so that exactly this unit is shown: its middle, because the players round at its edges. */
export function middleOf(grid: CutGrid, unit: number): number {
  const held = Math.min(Math.max(0, unit), grid.count - 1)
  return (grid.timeOf(held) + grid.timeOf(held + 1)) / 2
}

/** The cut point nearest to a time, 0 to `count`. */
export function nearestPoint(grid: CutGrid, seconds: number): number {
  const unit = grid.unitAt(seconds)
  return seconds - grid.timeOf(unit) > grid.timeOf(unit + 1) - seconds ? unit + 1 : unit
}

/** In point (first unit kept) and out point (first unit not kept). */
export interface Cuts {
  inPoint: number
  outPoint: number
}

/** Moves one end; at least one unit is kept, and the other end stays where it is. */
export function moveEnd(grid: CutGrid, cuts: Cuts, end: 'in' | 'out', to: number): Cuts {
  const whole = Math.round(to)
  return end === 'in'
    ? { ...cuts, inPoint: Math.min(Math.max(0, whole), cuts.outPoint - 1) }
    : { ...cuts, outPoint: Math.min(Math.max(cuts.inPoint + 1, whole), grid.count) }
}

/**
 * Sets one end from the playhead, as the I and O keys do: the other end gives way when it would stand on the wrong side.
 * The out key keeps the unit that is shown.
 */
export function markEnd(grid: CutGrid, cuts: Cuts, end: 'in' | 'out', shown: number): Cuts {
  const unit = Math.min(Math.max(0, Math.round(shown)), grid.count - 1)
  if (end === 'in') return { inPoint: unit, outPoint: unit < cuts.outPoint ? cuts.outPoint : grid.count }
  return { inPoint: unit >= cuts.inPoint ? cuts.inPoint : 0, outPoint: unit + 1 }
}
