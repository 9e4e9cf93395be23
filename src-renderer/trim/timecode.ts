import { nearestPoint, soundStepSeconds, type CutGrid } from './grid'

const perSecondOfSound = Math.round(1 / soundStepSeconds)

function firstAtOrAfter(grid: CutGrid, seconds: number): number {
  if (seconds <= 0) return 0
  if (seconds > grid.durationSeconds) return grid.count
  const unit = grid.unitAt(seconds)
  return grid.timeOf(unit) >= seconds - 1e-5 ? unit : unit + 1
}

const two = (value: number) => String(value).padStart(2, '0')

/**
 * `HH:MM:SS:FF` of a cut point. The seconds are the frame's real time and FF counts the frames since that second began, so it is
 * true for variable rates as well. Sound reads `HH:MM:SS.cc`, hundredths of a second.
 */
export function formatTimecode(grid: CutGrid, point: number): string {
  const held = Math.min(Math.max(0, Math.round(point)), grid.count)
  if (grid.kind === 'time') {
    const hundredths = held >= grid.count ? Math.floor(grid.durationSeconds * perSecondOfSound + 1e-6) : held
    const seconds = Math.floor(hundredths / perSecondOfSound)
    return `${clock(seconds)}.${two(hundredths % perSecondOfSound)}`
  }
  // Half a rounding step keeps a frame that begins at 1.999999 s in the second it belongs to.
  const second = Math.floor(grid.timeOf(held) + 1e-5)
  return `${clock(second)}:${String(held - firstAtOrAfter(grid, second)).padStart(2, '0')}`
}

function clock(seconds: number): string {
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/**
 * The cut point that a typed timecode means; null when it is not one. Leading parts may be left out (`2:05` is two seconds and
 * five frames), a decimal number is seconds (`2.5`), and what lies past the end means the end.
 */
export function parseTimecode(grid: CutGrid, text: string): number | null {
  const typed = text.trim().replace(',', '.')
  const parts = typed.split(':')
  if (!/^[0-9:.]+$/.test(typed) || parts.length > 4) return null
  if (grid.kind === 'time' || typed.includes('.') || parts.length === 1) return parseSeconds(grid, parts)
  if (!parts.every((part) => /^\d{1,6}$/.test(part))) return null
  const numbers = parts.map(Number)
  const frames = numbers.pop() ?? 0
  const second = numbers.reduce((sum, part) => sum * 60 + part, 0)
  // More frames than the second has lead on into the next one.
  return Math.min(firstAtOrAfter(grid, second) + frames, grid.count)
}

function parseSeconds(grid: CutGrid, parts: readonly string[]): number | null {
  const last = parts.at(-1) ?? ''
  const before = parts.slice(0, -1)
  if (parts.length > 3 || !/^(\d+\.?\d*|\.\d+)$/.test(last) || !before.every((part) => /^\d{1,6}$/.test(part))) return null
  const seconds = before.reduce((sum, part) => sum * 60 + Number(part), 0) * (before.length > 0 ? 60 : 1) + Number(last)
  if (seconds >= grid.durationSeconds) return grid.count
  return grid.kind === 'time' ? Math.round(seconds / soundStepSeconds) : nearestPoint(grid, seconds)
}
