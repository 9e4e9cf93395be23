/** Turns the lines of `-progress` into a rising fraction of the cut's own length; 1 is said by who knows that the work is done. */
export function progressReader(durationSeconds: number, onFraction: (fraction: number) => void): (line: string) => void {
  let last = 0
  return (line) => {
    // `out_time_ms` holds microseconds as well; early blocks say N/A, and copies begin below zero.
    const microseconds = /^out_time_us=(-?\d+)$/.exec(line.trim())?.[1]
    if (microseconds === undefined || !(durationSeconds > 0)) return
    const fraction = Math.min(0.99, Math.max(0, Number(microseconds) / 1e6 / durationSeconds))
    if (fraction < last + 0.002) return
    last = fraction
    onFraction(fraction)
  }
}

/** Lines of `-progress`, which are not a complaint. */
export function isProgressLine(line: string): boolean {
  return /^(frame|fps|stream_\d+_\d+_\w+|bitrate|total_size|out_time(_us|_ms)?|dup_frames|drop_frames|speed|progress)=/.test(line.trim())
}
