import { open as openFile, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { jobRequestSchema } from '../../src-shared/job'
import { canonicalBodySchema } from '../api'

/**
 * The submission journal: append-only and brought to disk before each paid request, beside the database and independent of it. From it alone
 * every key that went out can be sent again as it was, and every remote id be asked for. What ended stays in it in short for as long as there
 * is a backup of the database that is older: a restored backup may hold as waiting what has been paid for since.
 */
const sentSchema = z.object({
  kind: z.literal('sent'),
  key: z.string(),
  job: z.string(),
  batch: z.string(),
  account: z.string(),
  sandbox: z.boolean(),
  number: z.number(),
  sha256: z.string(),
  body: canonicalBodySchema,
  request: jobRequestSchema,
  at: z.number(),
})
const acceptedSchema = z.object({ kind: z.literal('accepted'), key: z.string(), remoteId: z.string(), at: z.number() })
/** `not-executed`, `given-up`, `rejected`: only the attempt ended, and its job may have gone on. */
const endSchema = z.enum(['completed', 'failed', 'canceled', 'not-executed', 'given-up', 'rejected'])
const closedSchema = z.object({
  kind: z.literal('closed'),
  key: z.string(),
  end: endSchema,
  /** It is proven that nothing was charged. */
  isFree: z.boolean(),
  at: z.number(),
})
/** What is kept of a submission that is closed. */
const endedSchema = z.object({
  kind: z.literal('ended'),
  key: z.string(),
  job: z.string(),
  account: z.string(),
  number: z.number(),
  remoteId: z.string().nullable(),
  end: endSchema,
  isFree: z.boolean(),
  sentAt: z.number(),
  at: z.number(),
})
/** Everything that ended since then is in here. */
const sinceSchema = z.object({ kind: z.literal('since'), at: z.number() })
const entrySchema = z.discriminatedUnion('kind', [sentSchema, acceptedSchema, closedSchema, endedSchema, sinceSchema])

export type JournalEntry = z.infer<typeof entrySchema>
export type SentEntry = z.infer<typeof sentSchema>
export type EndedEntry = z.infer<typeof endedSchema>
type Appended = Exclude<JournalEntry, { kind: 'ended' | 'since' }>

/** What the journal says of an attempt that is not closed. */
export interface OpenSubmission {
  sent: SentEntry
  remoteId: string | null
}

export interface Journal {
  /** What was open when the journal was read. */
  open: readonly OpenSubmission[]
  /** What had ended by then, oldest first. */
  ended: readonly EndedEntry[]
  /** Nothing that ended since then is missing in `ended`; epoch milliseconds. */
  since: number
  /** Whether this attempt is written down. */
  has(key: string): boolean
  /** On disk when it resolves. @throws when it cannot be written: then nothing may be sent. */
  append(entry: Appended): Promise<void>
  close(): Promise<void>
}

interface JournalOptions {
  /** Epoch milliseconds. */
  now: number
  /** When the oldest backup of the database was made that could be restored; null without one. */
  oldestBackupAt: number | null
}

/** A wall clock may be set back, and a steady one does not count sleep. */
const keptLongerMilliseconds = 7 * 24 * 3_600_000

/** Reads what is there, writes it anew without what no backup can miss any more, and goes on behind it. */
export async function openJournal(file: string, { now, oldestBackupAt }: JournalOptions): Promise<Journal> {
  const read = await readEntries(file)
  const { open, ended, since } = foldEntries(read.entries)
  const keptSince = Math.min(oldestBackupAt ?? now, now) - keptLongerMilliseconds
  const kept = ended.filter((entry) => entry.at >= keptSince)
  // What a damaged line said is not known: from here on it is complete again.
  const completeSince = read.isWhole && since !== null ? Math.max(since, keptSince) : now
  await rewrite(file, [{ kind: 'since', at: completeSince }, ...kept, ...linesOf(open)])
  const handle = await openFile(file, 'a')
  const keys = new Set([...open.map(({ sent }) => sent.key), ...kept.map(({ key }) => key)])
  let pending: { entry: Appended; resolve: () => void; reject: (error: unknown) => void }[] = []
  let writing: Promise<void> | null = null
  // A write that failed may have left half a line: the next begins on one of its own.
  let isTorn = false

  const drain = async () => {
    while (pending.length > 0) {
      const batch = pending
      pending = []
      try {
        await handle.appendFile((isTorn ? '\n' : '') + textOf(batch.map(({ entry }) => entry)))
        isTorn = false
        await handle.datasync()
        for (const { entry, resolve } of batch) {
          keys.add(entry.key)
          resolve()
        }
      } catch (error) {
        isTorn = true
        for (const { reject } of batch) reject(error)
      }
    }
    writing = null
  }
  return {
    open,
    ended: kept,
    since: completeSince,
    has: (key) => keys.has(key),
    append: (entry) =>
      new Promise((resolve, reject) => {
        pending.push({ entry, resolve, reject })
        writing ??= drain()
      }),
    async close() {
      await writing
      await handle.close()
    },
  }
}

async function readEntries(file: string): Promise<{ entries: JournalEntry[]; isWhole: boolean }> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n')
  const entries: JournalEntry[] = []
  let isWhole = true
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const entry = parseEntry(line)
    if (entry !== null) entries.push(entry)
    // The last line may be torn by a crash: then its request never went out.
    else if (index < lines.length - 1) isWhole = false
  }
  return { entries, isWhole }
}

function parseEntry(line: string): JournalEntry | null {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

/** What is open and what ended after all entries. Pure. */
function foldEntries(entries: readonly JournalEntry[]): { open: OpenSubmission[]; ended: EndedEntry[]; since: number | null } {
  const open = new Map<string, OpenSubmission>()
  const ended: EndedEntry[] = []
  let since: number | null = null
  for (const entry of entries) {
    switch (entry.kind) {
      case 'sent':
        open.set(entry.key, { sent: entry, remoteId: open.get(entry.key)?.remoteId ?? null })
        break
      case 'accepted': {
        const known = open.get(entry.key)
        if (known) known.remoteId = entry.remoteId
        break
      }
      case 'closed': {
        const known = open.get(entry.key)
        if (known) ended.push(endedOf(known, entry))
        open.delete(entry.key)
        break
      }
      case 'ended':
        ended.push(entry)
        break
      case 'since':
        since = entry.at
        break
    }
  }
  return { open: [...open.values()], ended, since }
}

function endedOf({ sent, remoteId }: OpenSubmission, { end, isFree, at }: z.infer<typeof closedSchema>): EndedEntry {
  return { kind: 'ended', key: sent.key, job: sent.job, account: sent.account, number: sent.number, remoteId, end, isFree, sentAt: sent.at, at }
}

function linesOf(open: readonly OpenSubmission[]): JournalEntry[] {
  return open.flatMap(({ sent, remoteId }): JournalEntry[] => [
    sent,
    ...(remoteId === null ? [] : [{ kind: 'accepted' as const, key: sent.key, remoteId, at: sent.at }]),
  ])
}

function textOf(entries: readonly JournalEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

async function rewrite(file: string, entries: readonly JournalEntry[]): Promise<void> {
  const copy = `${file}.new`
  const handle = await openFile(copy, 'w')
  try {
    await handle.writeFile(textOf(entries))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(copy, file)
  const folder = await openFile(dirname(file)).catch(() => null)
  await folder?.sync().catch(() => {})
  await folder?.close()
}
