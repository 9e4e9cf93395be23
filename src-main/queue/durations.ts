import type { Database } from '../storage'

const keptPerProvider = 25

/** How long a provider's last generations took. */
export interface Durations {
  note(providerKey: string, seconds: number, at: number): void
  /** The median of the last ones; null before three are known. */
  median(providerKey: string): number | null
}

export function openDurations(database: Database): Durations {
  const known = new Map<string, number[]>()
  const read = (providerKey: string): number[] => {
    let seconds = known.get(providerKey)
    if (seconds === undefined) {
      seconds = database
        .all<{ seconds: number }>('SELECT seconds FROM durations WHERE provider_key = ? ORDER BY at DESC LIMIT ?', [providerKey, keptPerProvider])
        .map((row) => row.seconds)
        .reverse()
      known.set(providerKey, seconds)
    }
    return seconds
  }
  return {
    note(providerKey, seconds, at) {
      const list = read(providerKey)
      list.push(seconds)
      if (list.length > keptPerProvider) list.shift()
      database.run('INSERT INTO durations (provider_key, seconds, at) VALUES (?, ?, ?)', [providerKey, seconds, at])
      database.run(
        'DELETE FROM durations WHERE provider_key = ?1 AND at < (SELECT at FROM durations WHERE provider_key = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)',
        [providerKey, keptPerProvider * 2],
      )
    },
    median(providerKey) {
      const list = read(providerKey)
      if (list.length < 3) return null
      const sorted = [...list].sort((a, b) => a - b)
      return sorted[Math.floor(sorted.length / 2)] as number
    },
  }
}
