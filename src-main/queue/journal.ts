import { open as openFile, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { jobRequestSchema } from '../../src-shared/job'
import { canonicalBodySchema } from '../api'

/**
 * The submission journal: append-only and brought to disk before each paid request, beside the database and independent of it. From it alone
 * every key that went out can be sent again as it was, and every remote id be asked for.
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
const closedSchema = z.object({ kind: z.literal('closed'), key: z.string(), at: z.number() })
const entrySchema = z.discriminatedUnion('kind', [sentSchema, acceptedSchema, closedSchema])

export type JournalEntry = z.infer<typeof entrySchema>
export type SentEntry = z.infer<typeof sentSchema>

/** What the journal says of an attempt that is not closed. */
export interface OpenSubmission {
  sent: SentEntry
  remoteId: string | null
}

export interface Journal {
  /** What was open when the journal was read. */
  open: readonly OpenSubmission[]
  /** On disk when it resolves. @throws when it cannot be written: then nothing may be sent. */
  append(entry: JournalEntry): Promise<void>
  close(): Promise<void>
}

/** Reads what is there, writes it anew without what is closed, and goes on behind it. */
export async function openJournal(file: string): Promise<Journal> {
  const open = foldEntries(await readEntries(file))
  await rewrite(file, open)
  const handle = await openFile(file, 'a')
  let pending: { line: string; resolve: () => void; reject: (error: unknown) => void }[] = []
  let writing: Promise<void> | null = null

  const drain = async () => {
    while (pending.length > 0) {
      const batch = pending
      pending = []
      try {
        await handle.appendFile(batch.map((entry) => entry.line).join(''))
        await handle.datasync()
        for (const entry of batch) entry.resolve()
      } catch (error) {
        for (const entry of batch) entry.reject(error)
      }
    }
    writing = null
  }
  return {
    open,
    append: (entry) =>
      new Promise((resolve, reject) => {
        pending.push({ line: `${JSON.stringify(entry)}\n`, resolve, reject })
        writing ??= drain()
      }),
    async close() {
      await writing
      await handle.close()
    },
  }
}

async function readEntries(file: string): Promise<JournalEntry[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((line): JournalEntry[] => {
    // The last line may be torn by a crash: then its request never went out.
    try {
      const parsed = entrySchema.safeParse(JSON.parse(line))
      return parsed.success ? [parsed.data] : []
    } catch {
      return []
    }
  })
}

/** What is still open after all entries. Pure. */
export function foldEntries(entries: readonly JournalEntry[]): OpenSubmission[] {
  const open = new Map<string, OpenSubmission>()
  for (const entry of entries) {
    const known = open.get(entry.key)
    switch (entry.kind) {
      case 'sent':
        open.set(entry.key, { sent: entry, remoteId: known?.remoteId ?? null })
        break
      case 'accepted':
        if (known) known.remoteId = entry.remoteId
        break
      case 'closed':
        open.delete(entry.key)
        break
    }
  }
  return [...open.values()]
}

async function rewrite(file: string, open: readonly OpenSubmission[]): Promise<void> {
  const lines = open.flatMap(({ sent, remoteId }): JournalEntry[] => [
    sent,
    ...(remoteId === null ? [] : [{ kind: 'accepted' as const, key: sent.key, remoteId, at: sent.at }]),
  ])
  const copy = `${file}.new`
  const handle = await openFile(copy, 'w')
  await handle.writeFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  await handle.sync()
  await handle.close()
  await rename(copy, file)
  const folder = await openFile(dirname(file)).catch(() => null)
  await folder?.sync().catch(() => {})
  await folder?.close()
}
