import { appendFileSync, readFileSync, readdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openJournal, type SentEntry } from '../../../../src-main/queue/journal'
import { request } from './requests'

const day = 24 * 3_600_000
const now = Date.parse('2026-11-23T08:00:00Z')
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doitong-journal-'))
  file = join(folder, 'submissions.jsonl')
})
afterEach(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
  rmSync(folder, { recursive: true, force: true })
})

const sent = (key: string, number = 1): SentEntry => ({
  kind: 'sent', key, job: `job of ${key}`, batch: 'b', account: 'a', sandbox: false, number, sha256: '00', body: ['{}'], request: request(), at: now,
})
const open = (oldestBackupAt: number | null = now - 2 * day, at = now) => openJournal(file, { now: at, oldestBackupAt })

describe('the submission journal', () => {
  test('gives back what is open with its id, and what ended in short', async () => {
    const first = await open()
    await first.append(sent('open'))
    await first.append({ kind: 'accepted', key: 'open', remoteId: 'r1', at: now })
    await first.append(sent('done'))
    await first.append({ kind: 'accepted', key: 'done', remoteId: 'r2', at: now })
    await first.append({ kind: 'closed', key: 'done', end: 'completed', isFree: false, at: now })
    expect(first.has('done')).toBe(true)
    await first.close()
    for (let start = 0; start < 2; start++) {
      const again = await open()
      expect(again.open).toEqual([{ sent: sent('open'), remoteId: 'r1' }])
      expect(again.ended).toEqual([
        { kind: 'ended', key: 'done', job: 'job of done', account: 'a', number: 1, remoteId: 'r2', end: 'completed', isFree: false, sentAt: now, at: now },
      ])
      expect([again.has('open'), again.has('done'), again.has('other')]).toEqual([true, true, false])
      await again.close()
    }
    expect(readFileSync(file, 'utf8')).not.toContain('"closed"')
  })

  test('keeps what ended for as long as an older backup could be restored', async () => {
    const first = await open()
    await first.append(sent('done'))
    await first.append({ kind: 'closed', key: 'done', end: 'failed', isFree: true, at: now })
    await first.close()
    const later = now + 60 * day
    const kept = await open(now - day, later)
    expect([kept.ended.length, kept.since]).toEqual([1, now])
    await kept.close()
    const gone = await open(later - day, later)
    expect([gone.ended.length, gone.since]).toEqual([0, later - 8 * day])
    await gone.close()
  })

  test('a torn last line is no entry and takes no other with it; a damaged one ends what it can vouch for', async () => {
    const first = await open()
    await first.append(sent('whole'))
    await first.close()
    appendFileSync(file, JSON.stringify(sent('torn')).slice(0, 40))
    const second = await open(null, now + day)
    expect([second.open.map((one) => one.sent.key), second.since]).toEqual([['whole'], now])
    await second.append(sent('next'))
    await second.close()
    writeFileSync(file, readFileSync(file, 'utf8').replace('"key":"whole"', '"key":"who'))
    const third = await open(null, now + day)
    expect([third.open.map((one) => one.sent.key), third.since]).toEqual([['next'], now + day])
    await third.close()
  })

  test('an entry is on disk before anything follows from it, and a start puts the new file in place only when it is whole', async () => {
    const order: string[] = []
    const { open: openFile, rename } = fs
    vi.spyOn(fs, 'open').mockImplementation(async (path, flags) => {
      const handle = await openFile(path, flags)
      const name = String(path) === folder ? 'folder' : String(path).endsWith('.new') ? 'new file' : 'file'
      for (const call of ['writeFile', 'appendFile', 'sync', 'datasync'] as const) {
        const real = handle[call].bind(handle) as (...given: unknown[]) => Promise<void>
        handle[call] = async (...given: unknown[]) => {
          order.push(`${call} ${name}`)
          await real(...given)
        }
      }
      return handle
    })
    vi.spyOn(fs, 'rename').mockImplementation(async (from, to) => {
      order.push('rename')
      await rename(from, to)
    })
    syncBuiltinESMExports()
    const journal = await open()
    expect(order.splice(0)).toEqual(['writeFile new file', 'sync new file', 'rename', 'sync folder'])
    await journal.append(sent('a'))
    order.push('resolved')
    expect(order).toEqual(['appendFile file', 'datasync file', 'resolved'])
    await journal.close()
    expect(readdirSync(folder)).toEqual(['submissions.jsonl'])
  })

  test('after a write that failed half way the next entry stands on a line of its own', async () => {
    const { open: openFile } = fs
    let fails = false
    vi.spyOn(fs, 'open').mockImplementation(async (path, flags) => {
      const handle = await openFile(path, flags)
      const append = handle.appendFile.bind(handle)
      handle.appendFile = async (data, options) => {
        if (!fails) return append(data, options)
        // As much as still fits, as a full disk takes it.
        await append(String(data).slice(0, 30), options)
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      }
      return handle
    })
    syncBuiltinESMExports()
    const journal = await open()
    fails = true
    await expect(journal.append(sent('lost'))).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(journal.has('lost')).toBe(false)
    fails = false
    await journal.append(sent('kept'))
    await journal.close()
    const again = await open()
    expect(again.open.map((one) => one.sent.key)).toEqual(['kept'])
    await again.close()
  })
})
