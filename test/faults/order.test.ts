import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src-main/storage'
import { scaled } from './scale'
import { openWorld } from './world'

const requests = scaled(1_000, 100)

/**
 * The server looks, as each paid request arrives, whether a reader of its own finds job, key and exact body in the database file, and the key in the
 * submission journal. What it finds there was committed before the request's last byte left the app.
 */
test(`as each of ${requests} paid requests arrives, its job, key and body can be read from the database and the journal`, async () => {
  const world = await openWorld({ onTestFinished }, { speed: 200 })
  const profile = join(world.desk.folder, 'profile')
  const reader = openDatabase(join(profile, 'studio.db'), { readOnly: true })
  const journal = () => readFileSync(join(profile, 'submissions.jsonl'), 'utf8')
  const missing: string[] = []
  let seen = 0
  world.gateway.act = async (passage) => {
    const { key, body } = passage
    if (key === null) return passage.answer(await passage.forward())
    seen++
    const sha256 = createHash('sha256').update(body).digest('hex')
    const attempt = reader.get<{ job_id: string; body: string; body_sha256: string; sends: number; first_sent_at: number | null }>('SELECT * FROM attempts WHERE key = ?', [key])
    const job = attempt && reader.get<{ status: string; attempt_key: string | null }>('SELECT status, attempt_key FROM jobs WHERE id = ?', [attempt.job_id])
    const isWritten = attempt !== undefined && (JSON.parse(attempt.body) as unknown[]).join('') === body.toString() && attempt.body_sha256 === sha256
    const isSending = job?.status === 'running' && job.attempt_key === key && attempt !== undefined && attempt.sends >= 1 && attempt.first_sent_at !== null
    if (!isWritten || !isSending || !journal().includes(`"kind":"sent","key":"${key}"`)) missing.push(key)
    // Refused for good, and for nothing: what matters has been seen.
    passage.response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":null,"errors":[{"message":"Seen","extensions":{"code":"INVALID_INPUT"}}]}')
  }
  const ids = await world.enqueue(requests)
  const jobs = await world.ended(ids)
  reader.close()
  expect(jobs.every((job) => job.status === 'failed')).toBe(true)
  expect(seen).toBe(requests)
  expect(missing).toEqual([])
})
