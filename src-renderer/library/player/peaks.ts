/** The peaks drawn as so many bars: each bar is as high as the loudest peak it stands for. */
export function barHeights(peaks: readonly number[], bars: number): number[] {
  if (peaks.length === 0 || bars <= 0) return []
  return Array.from({ length: bars }, (_, bar) => {
    const start = Math.floor((bar * peaks.length) / bars)
    const end = Math.max(start + 1, Math.floor(((bar + 1) * peaks.length) / bars))
    let loudest = 0
    for (let index = start; index < Math.min(end, peaks.length); index += 1) loudest = Math.max(loudest, peaks[index] ?? 0)
    return Math.min(1, loudest)
  })
}
