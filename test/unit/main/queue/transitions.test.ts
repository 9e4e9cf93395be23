import { describe, expect, test } from 'vitest'
import type { HeldReason } from '../../../../src-shared/job'
import type { JobRecord } from '../../../../src-main/queue/record'
import type { SubmitOutcome } from '../../../../src-main/api'
import {
  adopted, adoptionOf, askedAgain, canceled, fetched, filed, isKeyOver, keyOver, polled, recovered, retried, sending, startedNew, submitted, undelivered,
} from '../../../../src-main/queue/transitions'
import { attemptRecord, context, failure, generating, generation, hour, jobRecord, now, submitting } from './records'

const unknown = (answer: string | null = null): SubmitOutcome => ({ kind: 'unknown', error: failure('offline'), answer, evidence: null })
const refusal = (which: 'rate-limit' | 'credits' | 'provider' | 'validation', atOnce = false): SubmitOutcome => ({
  kind: 'not-executed', refusal: which, error: failure('rate-limited'), atOnce, messages: [],
})
const after = (outcome: SubmitOutcome, job = submitting(), attempt = attemptRecord()) => submitted(job, attempt, outcome, false, context)

describe('the table of outcomes, as it changes a job', () => {
  test('accepted: the id is kept, the attempt closed, and the job generates', () => {
    const step = after({ kind: 'accepted', id: 'g1', generation: generation({ creditCost: 3 }), warnings: ['Slow today'], evidence: null })
    expect(step).toMatchObject({
      job: { status: 'running', phase: 'generating', remoteId: 'g1', creditCost: 3, warnings: ['Slow today'] },
      attempt: { outcome: 'accepted', remoteId: 'g1' },
      spending: { state: 'settled', cost: 3 },
    })
  })

  test('accepted with an answer that is not understood: the id still counts', () => {
    const step = after({ kind: 'accepted', id: 'g1', generation: null, warnings: [], evidence: 'raw' })
    expect(step).toMatchObject({ job: { phase: 'generating', remoteId: 'g1' }, attempt: { evidence: 'raw' } })
  })

  test('an id that another job has already: held', () => {
    const step = submitted(submitting(), attemptRecord(), { kind: 'accepted', id: 'g1', generation: null, warnings: [], evidence: null }, true, context)
    expect(step.job).toMatchObject({ status: 'held', heldReason: 'duplicate-remote-id', remoteId: 'g1' })
  })

  test('not sent: waits again with the same attempt, and nothing is reserved', () => {
    expect(after({ kind: 'not-sent', error: failure('offline') })).toMatchObject({
      job: { status: 'queued', attemptKey: 'key' }, spending: { state: 'released' },
    })
  })

  test('not sent, but an earlier send is an open question: that stays one', () => {
    const step = after({ kind: 'not-sent', error: failure('offline') }, submitting(), attemptRecord({ unknown: true, sends: 2 }))
    expect(step.job).toMatchObject({ status: 'running', phase: 'submitting', wait: { reason: 'confirming' } })
    expect(step.spending).toBeUndefined()
  })

  test('unknown: the same key later, more slowly each time', () => {
    const first = after(unknown())
    expect(first).toMatchObject({ job: { phase: 'submitting', attemptKey: 'key', tries: 1 }, attempt: { unknown: true } })
    expect(first.job.nextAt).toBeGreaterThan(now)
    const later = after(unknown(), submitting({ tries: 6 }))
    expect(later.job.nextAt - now).toBeGreaterThan(first.job.nextAt - now)
  })

  test('three identical whole answers: held', () => {
    expect(after(unknown('500-a'), submitting(), attemptRecord({ answer: '500-a', sameAnswers: 2 })).job).toMatchObject({ status: 'held', heldReason: 'outcome-unknown' })
    expect(after(unknown('500-b'), submitting(), attemptRecord({ answer: '500-a', sameAnswers: 2 })).job.status).toBe('running')
    expect(after(unknown(null), submitting(), attemptRecord({ answer: '500-a', sameAnswers: 2 })).job.status).toBe('running')
  })

  test('unknown until the key is over: held', () => {
    expect(after(unknown(), submitting(), attemptRecord({ firstSentAt: now - 25 * hour })).job).toMatchObject({ status: 'held', heldReason: 'key-expired' })
  })

  test('in flight: waits with the same attempt', () => {
    expect(after({ kind: 'in-flight', error: failure('unknown-code') })).toMatchObject({ job: { phase: 'submitting', attemptKey: 'key' }, attempt: { unknown: true } })
  })

  test('mismatch: held with the evidence', () => {
    expect(after({ kind: 'mismatch', error: failure('unknown-code'), evidence: 'raw' })).toMatchObject({ job: { heldReason: 'body-mismatch' }, attempt: { evidence: 'raw' } })
  })

  test.each(['rate-limit', 'credits', 'provider'] as const)('%s: waits with the same attempt, and after three of them with a new one', (which) => {
    expect(after(refusal(which))).toMatchObject({ job: { status: 'queued', attemptKey: 'key' }, attempt: { refusal: which, refusals: 1 } })
    const third = after(refusal(which), submitting(), attemptRecord({ refusal: which, refusals: 2 }))
    expect(third).toMatchObject({ job: { status: 'queued', attemptKey: null }, attempt: { outcome: 'not-executed' } })
  })

  test.each(['rate-limit', 'credits', 'provider'] as const)('%s after an open question: never another key', (which) => {
    const step = after(refusal(which), submitting(), attemptRecord({ unknown: true, refusal: which, refusals: 7 }))
    expect(step).toMatchObject({ job: { status: 'queued', attemptKey: 'key' } })
    expect(step.attempt?.outcome).toBeUndefined()
    expect(step.spending).toBeUndefined()
  })

  test('a refused document opens a new attempt, unless an earlier send is an open question', () => {
    expect(after(refusal('validation'))).toMatchObject({ job: { status: 'queued', attemptKey: null }, attempt: { outcome: 'not-executed' } })
    expect(after(refusal('validation'), submitting(), attemptRecord({ unknown: true })).job.heldReason).toBe('outcome-unknown')
    expect(after(refusal('validation'), submitting({ tries: 2 })).job).toMatchObject({ status: 'failed', error: { code: 'invalid-input' } })
  })

  test('rejected and failed end the job; only what was not executed is released', () => {
    expect(after({ kind: 'rejected', error: failure('invalid-input') })).toMatchObject({ job: { status: 'failed' }, spending: { state: 'released' } })
    expect(after({ kind: 'failed', error: failure('generation-failed') })).toMatchObject({ job: { status: 'failed' }, spending: { state: 'settled' } })
  })

  test('a refused key keeps the job', () => {
    expect(after({ kind: 'account', error: failure('unauthorized') })).toMatchObject({ job: { status: 'queued', attemptKey: 'key' }, signals: [{ kind: 'key-refused' }] })
  })
})

describe('what the API says of a generation', () => {
  const found = (change: Parameters<typeof generation>[0], job = generating()) => polled(job, { id: 'g1', kind: 'found', generation: generation(change) }, context)

  test('nothing new is nothing to write', () => {
    const job = generating()
    expect(found({}, job).job).toBe(job)
  })
  test('completed: its link is kept, and what it took', () => {
    expect(found({ status: 'completed', url: 'https://x/y', creditCost: 4 })).toMatchObject({
      job: { phase: 'downloading', resultUrl: 'https://x/y', creditCost: 4 }, spending: { cost: 4 }, workedSeconds: 5,
    })
  })
  test('failed: with the reason of the API, and what it cost', () => {
    expect(found({ status: 'failed', errorCode: 'GENERATION_FAILED', errorMessage: 'No', creditCost: 0 })).toMatchObject({
      job: { status: 'failed', error: { code: 'generation-failed', message: 'No' } }, spending: { state: 'settled', cost: 0 },
    })
  })
  test('done once stays done, whatever comes later', () => {
    const job = jobRecord({ status: 'completed', remoteId: 'g1' })
    expect(found({ status: 'working' }, job).job).toBe(job)
    const downloading = generating({ phase: 'downloading', resultUrl: 'https://x/y' })
    expect(found({ status: 'working' }, downloading).job).toMatchObject({ phase: 'downloading' })
  })
  test('a result after a cancel is kept and marked', () => {
    expect(found({ status: 'completed', url: 'https://x/y' }, generating({ cancelRequested: true })).job).toMatchObject({ phase: 'downloading', canceledTooLate: true })
  })
  test('missing three times: held; canceled: over', () => {
    const missing = (tries: number, cancelRequested = false) => polled(generating({ tries, cancelRequested }), { id: 'g1', kind: 'missing' }, context).job
    expect(missing(0)).toMatchObject({ status: 'running', tries: 1 })
    expect(missing(2)).toMatchObject({ status: 'held', heldReason: 'forgotten-by-server', remoteId: 'g1' })
    expect(missing(2, true).status).toBe('canceled')
  })
  test('an unknown status is asked for ever more slowly, and held after a day', () => {
    const first = found({ status: 'unknown', statusText: 'MELTING' }).job
    expect(first).toMatchObject({ status: 'running', unclearSince: now, error: { code: 'unexpected-answer' } })
    expect(found({ status: 'unknown' }, generating({ unclearSince: now - 25 * hour })).job).toMatchObject({ status: 'held', heldReason: 'unknown-status' })
    expect(found({ status: 'working' }, { ...first }).job).toMatchObject({ unclearSince: null, error: null })
  })
})

describe('what the user asks for', () => {
  test('cancel: waiting at once, running by the API, unknown never silently', () => {
    expect(canceled(jobRecord(), null, false, context).job.status).toBe('canceled')
    expect(canceled(generating(), attemptRecord(), false, context).job).toMatchObject({ status: 'running', cancelRequested: true })
    expect(canceled(submitting(), attemptRecord(), true, context).job).toMatchObject({ status: 'running', cancelRequested: true })
    expect(canceled(submitting(), attemptRecord({ unknown: true }), false, context).job).toMatchObject({ status: 'held', heldReason: 'outcome-unknown' })
    expect(canceled(jobRecord({ attemptKey: 'key' }), attemptRecord({ unknown: true }), false, context).job.status).toBe('held')
    const held = submitting({ status: 'held', heldReason: 'outcome-unknown' })
    expect(canceled(held, attemptRecord({ unknown: true }), false, context)).toMatchObject({ job: { status: 'canceled' }, attempt: { outcome: 'given-up' }, spending: { state: 'settled' } })
  })
  test('a cancel during a send that ends unknown is held, one that was not executed is canceled', () => {
    expect(after(unknown(), submitting({ cancelRequested: true })).job.status).toBe('held')
    expect(after(refusal('rate-limit'), submitting({ cancelRequested: true })).job.status).toBe('canceled')
  })
  test('retry: a new attempt with a new seed; a result that could not be fetched is fetched for nothing', () => {
    const failed = jobRecord({ status: 'failed', remoteId: 'g1', attempt: 1, creditCost: 3, request: { ...jobRecord().request, options: { seed: 1 } }, error: failure('generation-failed').facts })
    expect(retried(failed, { newSeed: 99 }).job).toMatchObject({ status: 'queued', attemptKey: null, remoteId: null, creditCost: null, request: { options: { seed: 99 } } })
    expect(retried({ ...failed, error: failure('not-media').facts }, { newSeed: 99 }).job).toMatchObject({ status: 'running', phase: 'downloading', remoteId: 'g1', creditCost: 3 })
    expect(() => retried(generating(), { newSeed: null })).toThrow(expect.objectContaining({ code: 'not-possible-now' }) as Error)
  })
  test('held: ask again with the same key, or start anew with another', () => {
    const held = submitting({ status: 'held', heldReason: 'outcome-unknown' })
    expect(askedAgain(held, attemptRecord({ sameAnswers: 3 }))).toMatchObject({ job: { status: 'running', phase: 'submitting', attemptKey: 'key' }, attempt: { sameAnswers: 0 } })
    expect(startedNew(held, attemptRecord())).toMatchObject({ job: { status: 'queued', attemptKey: null }, attempt: { outcome: 'given-up' } })
    expect(askedAgain(generating({ status: 'held', heldReason: 'forgotten-by-server' }), null).job).toMatchObject({ status: 'running', phase: 'generating' })
  })
})

describe('delivering', () => {
  const downloading = generating({ phase: 'downloading', resultUrl: 'https://x/y' })
  const lost = (code: Parameters<typeof failure>[0], job = downloading) => undelivered(job, failure(code), context)

  test('a link that has expired: a fresh one is asked for', () => {
    expect(lost('link-expired').job).toMatchObject({ phase: 'downloading', resultUrl: null, wait: { reason: 'new-link' } })
  })
  test('what went wrong on the way is tried again for ever', () => {
    expect(lost('download-incomplete', { ...downloading, tries: 50 }).job).toMatchObject({ status: 'running', phase: 'downloading', tries: 51 })
  })
  test('a page in place of the file: one fresh link, then it has failed', () => {
    const first = lost('not-media').job
    expect(first).toMatchObject({ status: 'running', resultUrl: null })
    expect(lost('not-media', first).job).toMatchObject({ status: 'failed', error: { code: 'not-media' }, remoteId: 'g1' })
  })
  test('a full disk holds the queue and not the job', () => {
    expect(lost('disk-full')).toMatchObject({ job: { status: 'running', phase: 'downloading' }, signals: [{ kind: 'cannot-keep', reason: 'disk-full' }] })
  })
  test('fetched, then filed', () => {
    const file = { partName: 'job.part', kind: 'image', extension: 'png', container: 'png', sha256: 'aa', sizeBytes: 3 } as const
    const saving = fetched(downloading, file).job
    expect(saving).toMatchObject({ phase: 'saving', fetched: file })
    expect(filed(saving, 'item', context).job).toMatchObject({ status: 'completed', itemId: 'item', attemptKey: null, fetched: null })
  })
})

describe('after a restart', () => {
  test('what may have gone out is asked for with its own key, what did not waits again', () => {
    expect(recovered(submitting(), attemptRecord({ isOpen: true }), context)).toMatchObject({ job: { status: 'running', phase: 'submitting', attemptKey: 'key' }, attempt: { unknown: true } })
    expect(recovered(submitting(), attemptRecord({ sends: 0 }), context).job).toMatchObject({ status: 'queued', attemptKey: 'key' })
    expect(recovered(submitting(), null, context).job.status).toBe('queued')
    expect(recovered(submitting(), attemptRecord({ remoteId: 'g1' }), context).job).toMatchObject({ phase: 'generating', remoteId: 'g1' })
  })
  test('past the life of the key, or when the clock went back, it is held', () => {
    expect(recovered(submitting(), attemptRecord({ firstSentAt: now - 30 * hour, isOpen: true }), context).job).toMatchObject({ status: 'held', heldReason: 'key-expired' })
    expect(isKeyOver(attemptRecord({ firstSentAt: now + 2 * hour }), context)).toBe(true)
    // Without keys a clock that was set back a little does not make one young again.
    expect(isKeyOver(attemptRecord({ firstSentAt: now + 30_000 }), { ...context, keyLifetimeMilliseconds: 0 })).toBe(true)
    // Asleep over the weekend: the steady clock stood still.
    expect(isKeyOver(attemptRecord({ firstSentAt: now - hour }), { ...context, wallNow: now + 60 * hour })).toBe(true)
  })
  test('waits of the last run are over', () => {
    expect(recovered(generating({ nextAt: now + hour, tries: 9 }), attemptRecord(), context).job).toMatchObject({ phase: 'generating', nextAt: 0, tries: 0 })
  })
  test('a send counts from before its first byte', () => {
    expect(sending(jobRecord(), attemptRecord({ sends: 0, firstSentAt: null }), context)).toMatchObject({ job: { status: 'running', phase: 'submitting' }, attempt: { sends: 1, firstSentAt: now, isOpen: true, unknown: false } })
  })
  test('a send whose outcome was never written makes the next one a question of what became of it', () => {
    expect(sending(submitting(), attemptRecord({ isOpen: true }), context).attempt).toMatchObject({ sends: 2, isOpen: true, unknown: true })
    expect(sending(jobRecord({ attemptKey: 'key' }), attemptRecord(), context).attempt).toMatchObject({ isOpen: true, unknown: false })
    expect(canceled(jobRecord({ attemptKey: 'key' }), attemptRecord({ isOpen: true }), false, context).job.status).toBe('held')
    expect(keyOver(submitting())).toMatchObject({ job: { status: 'held', heldReason: 'key-expired' }, attempt: { unknown: true } })
  })
  test.each([
    { kind: 'accepted', id: 'g1', generation: null, warnings: [], evidence: null }, { kind: 'not-sent', error: failure('offline') }, unknown(),
    { kind: 'in-flight', error: failure('unknown-code') }, { kind: 'mismatch', error: failure('unknown-code'), evidence: '' }, refusal('credits'),
    refusal('validation'), { kind: 'rejected', error: failure('invalid-input') }, { kind: 'failed', error: failure('generation-failed') },
    { kind: 'account', error: failure('unauthorized') },
  ] satisfies SubmitOutcome[])('whatever the outcome is ($kind), the send is not open any more', (outcome) => {
    expect(after(outcome, submitting(), attemptRecord({ isOpen: true })).attempt).toMatchObject({ isOpen: false })
    expect(after(outcome, submitting({ cancelRequested: true }), attemptRecord({ isOpen: true, unknown: true })).attempt).toMatchObject({ isOpen: false })
  })
})

describe('handed to another account', () => {
  const to = { id: 'key-other', sandbox: false, isSameEndpoint: true }
  const price = { estimatedCredits: 5, estimatedSeconds: 9 }
  const lost = (heldReason: HeldReason, change: Partial<JobRecord> = {}) => generating({ status: 'held', heldReason, ...change })
  test('what waits, at the other price, with the attempt that was certainly not carried out closed', () => {
    expect(adopted(jobRecord(), null, to, price)).toMatchObject({ job: { accountId: 'key-other', status: 'queued', attemptKey: null, estimatedCredits: 5 } })
    const refused = adopted(jobRecord({ attemptKey: 'key', sandbox: true }), attemptRecord(), to, price)
    expect(refused).toMatchObject({ job: { sandbox: false, attemptKey: null }, attempt: { outcome: 'not-executed' }, spending: { state: 'released' } })
    expect(adopted(jobRecord({ status: 'held', heldReason: 'price-unknown' }), null, to, price).job).toMatchObject({ status: 'queued', heldReason: null })
  })
  test('what runs, or was lost, at the same endpoint, once the other key is told of it', () => {
    expect(adopted(generating(), attemptRecord(), to, price).job).toMatchObject({ accountId: 'key-other', remoteId: 'g1', phase: 'generating', nextAt: 0, estimatedCredits: 2 })
    for (const reason of ['forgotten-by-server', 'unknown-status'] as const) {
      expect(adopted(lost(reason), attemptRecord(), to, price).job).toMatchObject({ accountId: 'key-other', status: 'running', phase: 'generating', remoteId: 'g1' })
    }
    expect(adopted(lost('forgotten-by-server', { phase: 'downloading' }), attemptRecord(), to, price).job.phase).toBe('downloading')
  })
  test.each([
    ['what may have been charged', jobRecord({ attemptKey: 'key' }), attemptRecord({ unknown: true }), to],
    ['what is open', jobRecord({ attemptKey: 'key' }), attemptRecord({ isOpen: true }), to],
    ['what is being sent', submitting(), attemptRecord(), to],
    ['what runs elsewhere', generating(), attemptRecord(), { ...to, isSameEndpoint: false }],
    ['what was lost elsewhere', lost('forgotten-by-server'), attemptRecord(), { ...to, isSameEndpoint: false }],
    ['what another job has too', lost('duplicate-remote-id'), attemptRecord(), to],
    ['what runs in the sandbox', generating({ sandbox: true }), attemptRecord(), to],
    ['anything, to the sandbox', jobRecord(), null, { id: 'sandbox', sandbox: true, isSameEndpoint: false }],
  ])('never %s', (_name, job, attempt, account) => {
    expect(adoptionOf(job, attempt, account)).toBe('never')
    expect(() => adopted(job, attempt, account, price)).toThrow(expect.objectContaining({ code: 'not-possible-now' }))
  })
})
