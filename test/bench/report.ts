/** One promise of a benchmark, and whether this run kept it. */
export interface Bar {
  name: string
  value: number
  bar: number
  holds: boolean
}

export function atMost(name: string, value: number, bar: number): Bar {
  return { name, value: rounded(value), bar, holds: value <= bar }
}

export function atLeast(name: string, value: number, bar: number): Bar {
  return { name, value: rounded(value), bar, holds: value >= bar }
}

/** Prints the last line that a benchmark prints, and lets it fail when a bar does not hold. */
export function report(bench: string, bars: readonly Bar[]): void {
  console.log(`RESULT ${JSON.stringify({ bench, bars })}`)
  if (!bars.every((bar) => bar.holds)) process.exitCode = 1
}

/** Prints columns: the first to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const lines = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  for (const [index, line] of lines.entries()) {
    console.log(line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '))
    if (index === 0) console.log(widths.map((width) => '-'.repeat(width)).join('  '))
  }
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toFixed(3)) : value
}
