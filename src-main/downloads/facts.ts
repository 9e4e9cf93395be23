import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { open, readdir, readFile, unlink } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

/** What has to be known of a part to go on with it. Lies beside the part, not in the database: a transfer changes nothing that was paid for. */
const TransferFacts = z.object({
  /** Names the version of the file, for `If-Range`; null: nothing proves that it is still the same. */
  validator: z.string().nullable(),
  totalBytes: z.number().int().nonnegative().nullable(),
  /** Up to here the bytes are on disk for certain; beyond it only while the machine has not restarted. */
  syncedBytes: z.number().int().nonnegative(),
  /** Which run of the machine the bytes were written in. */
  machineRun: z.string(),
})
export type TransferFacts = z.infer<typeof TransferFacts>

/** Beside `JOB.part`. */
export const factsEnding = '.facts'
/** One write of one block: a process that is killed leaves the old one or the new one. */
const recordBytes = 4096
/** A longer one is as good as none. */
const mostValidatorCharacters = 512

/** Null where there are none, or none that hold together: then the transfer begins anew. */
export async function readFacts(path: string): Promise<TransferFacts | null> {
  const record = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? '' : Promise.reject(error)))
  const end = record.indexOf('\n')
  const text = record.slice(end + 1).trimEnd()
  if (end < 0 || record.slice(0, end) !== checkOf(text)) return null
  const parsed = TransferFacts.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

/**
 * `replaces`: there was another version of the file before. Only then must they be on disk before a byte of the part is: a machine that
 * stops would else wake with the old version's facts and the new one's bytes. Of a first version nothing is lost but the transfer's beginning.
 */
export async function writeFacts(path: string, facts: Omit<TransferFacts, 'machineRun'>, { replaces }: { replaces: boolean }): Promise<void> {
  const validator = (facts.validator?.length ?? 0) > mostValidatorCharacters ? null : facts.validator
  const text = JSON.stringify({ ...facts, validator, machineRun: machineRun() })
  const record = Buffer.alloc(recordBytes, ' ')
  record.write(`${checkOf(text)}\n${text}`)
  const file = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? open(path, 'w') : Promise.reject(error)))
  try {
    await file.write(record, 0, recordBytes, 0)
    if (replaces) await file.datasync()
  } finally {
    await file.close()
  }
}

/** Removes facts whose part is gone: the app ended between a result's filing and this. To be done before the first transfer of a run. */
export async function sweepFacts(folder: string): Promise<void> {
  const names = new Set(await readdir(folder))
  const left = [...names].filter((name) => name.endsWith(factsEnding) && !names.has(name.replace(factsEnding, '.part')))
  await Promise.all(left.map((name) => unlink(join(folder, name)).catch(() => {})))
}

/** How much of a part of this size can be gone on with: a crash of the app loses nothing that was written, one of the machine what was not synced. */
export function usableBytes(facts: TransferFacts | null, sizeBytes: number): number {
  if (facts === null || facts.validator === null) return 0
  return isSameRun(facts.machineRun, machineRun()) ? sizeBytes : Math.min(sizeBytes, facts.syncedBytes)
}

/** Linux names each run. Elsewhere it is known by when it began, which the clock being set may shift; then less is gone on with than could be. */
function machineRun(): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
    } catch {
      // Not mounted, in some containers.
    }
  }
  return String(Math.round(Date.now() - uptime() * 1_000))
}

/** Shorter than any machine takes to start and to come to a transfer: two runs never look like one. */
const sameRunMilliseconds = 5_000

function isSameRun(one: string, other: string): boolean {
  return one === other || Math.abs(Number(one) - Number(other)) < sameRunMilliseconds
}

function checkOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
