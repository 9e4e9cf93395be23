import type { Database } from '../storage'
import type { BalanceChange, CapChange, CapScope, Purse } from '../../src-shared/spending'

export interface StoredCap {
  scope: CapScope
  key: string
  credits: number
  /** When it was first set, epoch milliseconds; another amount does not count anew. */
  setAt: number
}

interface StoredBalance {
  credits: number | null
  at: number
  warnBelow: number | null
}

/** What the user said about money, on disk. Caps are read once: they are asked for at every job. */
export function openTerms(database: Database) {
  const caps = new Map<Purse, StoredCap[]>()
  let unpriced: Set<string> | null = null
  const capsOf = (purse: Purse): readonly StoredCap[] => {
    const known = caps.get(purse)
    if (known) return known
    const read = database.all<StoredCap>('SELECT scope, key, credits, set_at AS setAt FROM caps WHERE purse = ? ORDER BY rowid', [purse])
    caps.set(purse, read)
    return read
  }
  const unpricedAllowed = () => (unpriced ??= new Set(database.all<{ id: string }>('SELECT id FROM unpriced_allowed').map((row) => row.id)))
  return {
    capsOf,
    setCap(purse: Purse, { scope, key, credits }: CapChange, at: number): void {
      if (credits === null) database.run('DELETE FROM caps WHERE purse = ? AND scope = ? AND key = ?', [purse, scope, key])
      else {
        database.run(
          `INSERT INTO caps (purse, scope, key, credits, set_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (purse, scope, key) DO UPDATE SET credits = excluded.credits`,
          [purse, scope, key, credits, at],
        )
      }
      caps.delete(purse)
    },
    /** Whether a job, or the batch with this id, may be sent without a price. */
    isUnpricedAllowed: (id: string) => unpricedAllowed().has(id),
    unpricedBatches: () =>
      database.all<{ id: string }>('SELECT id FROM unpriced_allowed WHERE id IN (SELECT id FROM batches)').map((row) => row.id),
    allowUnpriced(ids: readonly string[], isAllowed: boolean): void {
      database.transaction(() => {
        for (const id of ids) {
          if (isAllowed) database.run('INSERT INTO unpriced_allowed (id) VALUES (?) ON CONFLICT (id) DO NOTHING', [id])
          else database.run('DELETE FROM unpriced_allowed WHERE id = ?', [id])
        }
      })
      unpriced = null
    },
    balance: (accountId: string) =>
      database.get<StoredBalance>('SELECT credits, at, warn_below AS warnBelow FROM balances WHERE account_id = ?', [accountId]) ?? null,
    setBalance(accountId: string, { credits, warnBelow }: BalanceChange, at: number): void {
      database.run(
        `INSERT INTO balances (account_id, credits, at, warn_below) VALUES (?, ?, ?, ?)
         ON CONFLICT (account_id) DO UPDATE SET credits = excluded.credits, at = excluded.at, warn_below = excluded.warn_below`,
        [accountId, credits, at, warnBelow],
      )
    },
  }
}
