/** The times of several works in milliseconds, each done once a round in turns, so that they meet the same weather. */
export async function measured(rounds: number, works: readonly (() => Promise<void>)[]): Promise<number[][]> {
  const times = works.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, work] of works.entries()) {
      const start = performance.now()
      await work()
      times[index]!.push(performance.now() - start)
    }
  }
  return times
}

export function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0
}
