import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { Generation } from './generation'

export interface Charge {
  atMs: number
  generationId: string
  /** The Idempotency-Key header it came with, null when none. */
  key: string | null
  bodySha256: string
  /** Positive for a charge, negative for a refund. */
  credits: number
  reason: 'generate' | 'videoCreate' | 'refund-failed' | 'refund-canceled'
}

export interface StoredAnswer {
  status: number
  contentType: string
  body: string
}

export type JournalEntry =
  | { kind: 'secret'; value: string }
  | { kind: 'credits'; credits: number }
  /** One line, so that a generation, its charge and its key are there together or not at all. */
  | { kind: 'submitted'; generation: Generation; charge: Charge }
  | { kind: 'finished'; id: string; final: NonNullable<Generation['final']>; refund: Charge | null }
  | { kind: 'repriced'; id: string; creditCost: number; refund: Charge | null }
  | { kind: 'answered'; key: string; bodySha256: string; atMs: number; answer: StoredAnswer; failed: boolean }
  | { kind: 'released'; key: string }

/** An append-only file of JSON lines. What was appended before a kill is read again; a line torn by it is dropped. */
export class Journal {
  private readonly file: number | null

  private constructor(
    path: string | null,
    readonly entries: JournalEntry[],
  ) {
    this.file = path === null ? null : openSync(path, 'a')
  }

  static open(path: string | null): Journal {
    if (path === null || !existsSync(path)) return new Journal(path, [])
    const text = readFileSync(path, 'utf8')
    const journal = new Journal(path, text.split('\n').flatMap(parseLine))
    if (text !== '' && !text.endsWith('\n') && journal.file !== null) writeSync(journal.file, '\n')
    return journal
  }

  append(entry: JournalEntry): void {
    if (this.file !== null) writeSync(this.file, `${JSON.stringify(entry)}\n`)
  }

  close(): void {
    if (this.file === null) return
    fsyncSync(this.file)
    closeSync(this.file)
  }
}

function parseLine(line: string): JournalEntry[] {
  if (line === '') return []
  try {
    return [JSON.parse(line) as JournalEntry]
  } catch {
    return [] // the line that a kill cut short
  }
}
