import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { startTexts } from '../../../../src-renderer/i18n'
import { jobDetails } from '../../../../src-renderer/queue/jobDetails'
import { progressWords, type WordsContext } from '../../../../src-renderer/queue/words'
import { formatter } from '../../../../src-renderer/ui/format'
import type { Job } from '../../../../src-shared/job'
import { job } from './job'

const context: WordsContext = { now: 100_000, progress: undefined, place: undefined, expectedSeconds: null, accountId: 'account' }

describe('what a job does or waits for', () => {
  beforeAll(() => startTexts('en'))
  const words = (facts: Partial<Job>, more: Partial<WordsContext> = {}, language = 'en') =>
    progressWords(i18next.getFixedT(language), formatter(language), job(facts), { ...context, ...more })

  it.each<[string, Partial<Job>, Partial<WordsContext>]>([
    ['7th in line', {}, { place: 7 }],
    ['1st in line', {}, { place: 1 }],
    ['22nd in line', {}, { place: 22 }],
    ['waiting for the rate limit, 23 s', { wait: { reason: 'rate-limit', until: 123_000 } }, {}],
    ['try 2 of 3 in 8 s', { wait: { reason: 'retry', until: 108_000, tries: 2, maxTries: 3 } }, {}],
    ['confirming with the server', { status: 'running', phase: 'submitting', wait: { reason: 'confirming', until: null } }, {}],
    ['sending the request', { status: 'running', phase: 'submitting' }, {}],
    ['72% · about 25 s left', { status: 'running', phase: 'generating', startedAt: 35_000 }, { progress: { id: '', fraction: 0.72 }, expectedSeconds: 90 }],
    ['about 40 s left', { status: 'running', phase: 'generating', startedAt: 50_000 }, { expectedSeconds: 90 }],
    ['12 of 80 MB', { status: 'running', phase: 'downloading' }, { progress: { id: '', fraction: null, receivedBytes: 12e6, totalBytes: 80e6 } }],
    ['900 kB of 80 MB', { status: 'running', phase: 'downloading' }, { progress: { id: '', fraction: null, receivedBytes: 9e5, totalBytes: 80e6 } }],
    ['12 MB so far', { status: 'running', phase: 'downloading' }, { progress: { id: '', fraction: null, receivedBytes: 12e6, totalBytes: null } }],
    ['asking the server to stop', { status: 'running', phase: 'generating', cancelRequested: true }, {}],
    ['in the library', { status: 'completed' }, {}],
    ['nothing was charged', { status: 'canceled' }, {}],
    ['belongs to another key; not sent while this one is in use', { accountId: 'other' }, { place: 1 }],
  ])('%s', (expected, facts, more) => {
    expect(words(facts, more)).toBe(expected)
  })

  it('never leaves a state without words, in either language', () => {
    for (const language of ['en', 'es']) {
      for (const status of ['queued', 'running', 'held', 'completed', 'failed', 'canceled'] as const) {
        for (const phase of [null, 'submitting', 'generating', 'downloading', 'saving'] as const) {
          const said = words({ status, phase, heldReason: status === 'held' ? 'outcome-unknown' : null }, {}, language)
          expect(said).toMatch(/\p{L}/u)
          expect(said).not.toContain('queue.')
        }
      }
    }
  })

  it('copies details without addresses of references', () => {
    const reference = { input: 'image', source: { kind: 'address' as const, url: 'https://example.com/secret.png' } }
    const text = jobDetails(job({ request: { ...job().request, references: [reference], options: { seed: 42 } }, remoteId: 'gen_1' }))
    expect(text).toContain('options.seed: 42')
    expect(text).toContain('remote id: gen_1')
    expect(text).not.toContain('secret.png')
  })
})
