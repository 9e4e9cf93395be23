import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSpending as openRecord } from '../../../../src-main/queue/spending'
import { openSpending } from '../../../../src-main/spending'
import type { Account } from '../../../../src-main/settings'
import { migrate, openDatabase, type Database } from '../../../../src-main/storage'
import type { SpendingState } from '../../../../src-shared/spending'

const account = (kind: Account['kind']): Account => ({
  id: kind === 'sandbox' ? 'sandbox' : 'key-1', kind, endpoint: 'https://api.example/graphql', host: 'api.example', key: 'k',
})

/** A real database with jobs that wait, and the domain on top of it. */
export function openLedger(options: { kind?: Account['kind']; night?: { since: number | null } } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-ledger-'))
  const database = openDatabase(join(folder, 'studio.db'))
  migrate(database)
  const current = { account: account(options.kind ?? 'key') }
  const told: SpendingState[] = []
  let termsChanges = 0
  const spending = openSpending({
    database,
    accounts: { current: () => current.account },
    announce: (name, payload) => {
      if (name === 'spending.changed') told.push(payload as SpendingState)
    },
    nightSince: () => options.night?.since ?? null,
    nightUntil: () => null,
    termsChanged: () => void termsChanges++,
  })
  let number = 0
  const addJob = (job: { batchId?: string; providerKey?: string; estimated: number | null; sandbox?: boolean }) => {
    const { batchId = 'batch', providerKey = 'IMAGE/lake', estimated } = job
    const owner = job.sandbox === undefined ? current.account : account(job.sandbox ? 'sandbox' : 'key')
    const id = `job ${++number}`
    database.run('INSERT INTO batches (id, name, account_id, created_at, ready) VALUES (?, ?, ?, 1, 1) ON CONFLICT (id) DO NOTHING', [batchId, `The ${batchId}`, owner.id])
    database.run(
      `INSERT INTO jobs (id, batch_id, account_id, sandbox, position, provider_key, status, request, estimated_credits, created_at)
       VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, ?, 1)`,
      [id, batchId, owner.id, Number(owner.kind === 'sandbox'), number, providerKey, JSON.stringify({ prompt: 'A lake' }), estimated],
    )
    return { jobId: id, batchId, providerKey, sandbox: owner.kind === 'sandbox', estimatedCredits: estimated, accountId: owner.id, committedCredits: () => 0 }
  }
  const record = openRecord(database)
  return {
    database, spending, told, record, addJob,
    termsChanges: () => termsChanges,
    use: (kind: Account['kind']) => void (current.account = account(kind)),
    /** As the queue sends: asked and reserved in one commit. Returns the attempt's key when it went out. */
    send(job: ReturnType<typeof addJob>, at = Date.now()): string | null {
      return database.transaction(() => {
        if (spending.mayStart(job) !== 'yes') return null
        const key = `key ${++number}`
        insertAttempt(database, key, job.jobId, job.accountId, number)
        record.reserve(key, job.accountId, job.jobId, at, job.estimatedCredits)
        database.run("UPDATE jobs SET status = 'running', attempt_key = ? WHERE id = ?", [key, job.jobId])
        return key
      })
    },
    close() {
      spending.close()
      database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function insertAttempt(database: Database, key: string, jobId: string, accountId: string, number: number): void {
  database.run("INSERT INTO attempts (key, job_id, number, account_id, body, body_sha256, created_at) VALUES (?, ?, ?, ?, '[]', '', 1)", [key, jobId, number, accountId])
}
