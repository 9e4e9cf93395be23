import { randomBytes } from 'node:crypto'
import type { Generation } from './generation'
import type { Charge, Journal, JournalEntry, StoredAnswer } from './journal'

export interface KeyRecord {
  bodySha256: string
  firstUsedMs: number
  generationIds: string[]
  answer: StoredAnswer | null
  failed: boolean
}

/** Everything that survives a restart. It changes by journal entries only, the same way live and when the journal is read again. */
export class Account {
  credits: number
  secret = ''
  readonly ledger: Charge[] = []
  readonly generations = new Map<string, Generation>()
  readonly keys = new Map<string, KeyRecord>()

  constructor(
    private readonly journal: Journal,
    credits: number,
  ) {
    this.credits = credits
    for (const entry of journal.entries) this.apply(entry)
    journal.entries.length = 0
    if (this.secret !== '') return
    this.commit({ kind: 'secret', value: randomBytes(32).toString('hex') })
    this.commit({ kind: 'credits', credits })
  }

  /** Writes the entry down, then makes it true. */
  commit(entry: JournalEntry): void {
    this.journal.append(entry)
    this.apply(entry)
  }

  private apply(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'secret':
        this.secret = entry.value
        return
      case 'credits':
        this.credits = entry.credits
        return
      case 'submitted':
        this.generations.set(entry.generation.id, entry.generation)
        this.charge(entry.charge)
        this.remember(entry.charge)
        return
      case 'finished': {
        const generation = this.generations.get(entry.id)
        if (!generation) return
        generation.final = entry.final
        if (entry.refund) {
          this.charge(entry.refund)
          generation.creditCost = round(generation.creditCost + entry.refund.credits)
        }
        return
      }
      case 'repriced': {
        const generation = this.generations.get(entry.id)
        if (generation) generation.creditCost = entry.creditCost
        if (entry.refund) this.charge(entry.refund)
        return
      }
      case 'answered': {
        const record = this.keys.get(entry.key)
        const generationIds = record?.generationIds ?? []
        const firstUsedMs = record?.firstUsedMs ?? entry.atMs
        this.keys.set(entry.key, { bodySha256: entry.bodySha256, firstUsedMs, generationIds, answer: entry.answer, failed: entry.failed })
        return
      }
      case 'released':
        this.keys.delete(entry.key)
        return
    }
  }

  private charge(charge: Charge): void {
    this.ledger.push(charge)
    this.credits = round(this.credits - charge.credits)
  }

  private remember(charge: Charge): void {
    if (charge.key === null) return
    const record = this.keys.get(charge.key)
    if (record) record.generationIds.push(charge.generationId)
    else {
      const generationIds = [charge.generationId]
      this.keys.set(charge.key, { bodySha256: charge.bodySha256, firstUsedMs: charge.atMs, generationIds, answer: null, failed: false })
    }
  }
}

/** Credits are kept to the hundredth: sums of binary fractions would drift. */
export function round(credits: number): number {
  return Math.round(credits * 100) / 100
}
