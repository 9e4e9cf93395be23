import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NotAnAnswerError, type Answer } from '../../../../src-main/api/call'
import { outcomeOfAnswer, outcomeOfFailure } from '../../../../src-main/api/submit'
import { TransportError } from '../../../../src-main/api/transport'

const answer = (change: Partial<Answer>): Answer => ({ status: 200, headers: new Headers(), data: undefined, faults: [], text: '', ...change })
const fault = (code: string | null, more: object = {}) => ({ message: 'Words', code, field: null, path: null, hasLocations: false, ...more })
const outcome = (change: Partial<Answer>) => outcomeOfAnswer(answer(change), 'generate')

describe('the table of outcomes', () => {
  test.each<[string, Partial<Answer>, object]>([
    ['an id', { data: { generate: { id: 'g1', status: 'PENDING' } } }, { kind: 'accepted', id: 'g1' }],
    ['an id as a number', { data: { generate: { id: 7, status: 'PENDING' } } }, { kind: 'accepted', id: '7' }],
    ['an id beside errors', { data: { generate: { id: 'g1', status: 'PENDING' } }, faults: [fault('PARTIAL')] }, { kind: 'accepted', warnings: ['Words'] }],
    ['an id with a url that is an object', { data: { generate: { id: 'g1', status: 'PENDING', url: {} } } }, { kind: 'accepted', generation: null }],
    ['an id under a 500', { status: 500, data: { generate: { id: 'g1', status: 'PENDING' } } }, { kind: 'accepted', id: 'g1' }],
    ['data null and an unknown code', { data: null, faults: [fault('STRANGE')] }, { kind: 'unknown' }],
    ['data null and no code', { data: null, faults: [fault(null)] }, { kind: 'unknown' }],
    ['neither data nor errors', {}, { kind: 'unknown' }],
    ['a null generation', { data: { generate: null } }, { kind: 'unknown' }],
    ['a known code under a 502', { status: 502, data: null, faults: [fault('INSUFFICIENT_CREDITS')] }, { kind: 'unknown' }],
    ['500', { status: 500, faults: [fault(null)] }, { kind: 'unknown' }],
    ['409', { status: 409, faults: [fault('IDEMPOTENCY_IN_PROGRESS')] }, { kind: 'in-flight' }],
    ['422', { status: 422, faults: [fault('IDEMPOTENCY_KEY_REUSED')] }, { kind: 'mismatch' }],
    ['401', { status: 401, faults: [fault('UNAUTHENTICATED')] }, { kind: 'account' }],
    ['403', { status: 403 }, { kind: 'account' }],
    ['429', { status: 429 }, { kind: 'not-executed', refusal: 'rate-limit', atOnce: false }],
    ['too many at once', { status: 429, headers: new Headers({ 'x-ratelimit-remaining': '4' }) }, { kind: 'not-executed', atOnce: true }],
    ['RATE_LIMIT', { data: null, faults: [fault('RATE_LIMIT')] }, { kind: 'not-executed', refusal: 'rate-limit' }],
    ['INSUFFICIENT_CREDITS', { data: null, faults: [fault('INSUFFICIENT_CREDITS')] }, { kind: 'not-executed', refusal: 'credits' }],
    ['PROVIDER_UNAVAILABLE', { data: null, faults: [fault('PROVIDER_UNAVAILABLE')] }, { kind: 'not-executed', refusal: 'provider' }],
    ['INVALID_INPUT', { data: null, faults: [fault('INVALID_INPUT', { field: 'options.duration' })] }, { kind: 'rejected' }],
    ['GENERATION_FAILED', { data: null, faults: [fault('GENERATION_FAILED')] }, { kind: 'failed' }],
    ['a refused document', { status: 400, faults: [fault(null, { hasLocations: true })] }, { kind: 'not-executed', refusal: 'validation' }],
    ['a refused document with its code', { faults: [fault('GRAPHQL_VALIDATION_FAILED')] }, { kind: 'not-executed', refusal: 'validation' }],
    ["a server's own error without data", { faults: [fault(null, { hasLocations: true, path: ['generate'] })] }, { kind: 'unknown' }],
  ])('%s', (_name, change, expected) => {
    expect(outcome(change)).toMatchObject(expected)
  })

  test('an invalid option is named', () => {
    expect(outcome({ data: null, faults: [fault('INVALID_INPUT', { field: 'options.duration' })] })).toMatchObject({ error: { details: { option: 'duration' } } })
  })

  test.each<[TransportError, object]>([
    [new TransportError('dns', false, ''), { kind: 'not-sent', error: { code: 'offline' } }],
    [new TransportError('tls', false, ''), { kind: 'not-sent', error: { code: 'connection-not-trusted' } }],
    [new TransportError('timeout', false, ''), { kind: 'not-sent', error: { code: 'timed-out' } }],
    [new TransportError('timeout', true, ''), { kind: 'unknown', answer: null }],
    [new TransportError('cut', true, ''), { kind: 'unknown', answer: null }],
    [new TransportError('too-large', true, ''), { kind: 'unknown', error: { code: 'answer-too-large' } }],
    [new TransportError('redirect', true, ''), { kind: 'unknown', error: { code: 'redirect-refused' } }],
  ])('without a whole answer: %s', (error, expected) => {
    expect(outcomeOfFailure(error)).toMatchObject(expected)
  })

  test.each([[200, 'unknown'], [502, 'unknown'], [409, 'in-flight'], [422, 'mismatch'], [429, 'not-executed'], [401, 'account']])(
    'something that is no answer of the API, with status %i', (status, kind) => {
      expect(outcomeOfFailure(new NotAnAnswerError(status, new Headers(), '<html>', 'not-json')).kind).toBe(kind)
    },
  )

  test('the same answer is recognised, another is another', () => {
    const print = (text: string) => {
      const known = outcome({ status: 500, text })
      return known.kind === 'unknown' ? known.answer : null
    }
    expect(print('a')).toBe(print('a'))
    expect(print('a')).not.toBe(print('b'))
  })

  test('nothing that a server can say crashes, and without an id nothing is taken for accepted', () => {
    fc.assert(fc.property(fc.integer({ min: 200, max: 599 }), fc.anything(), fc.array(fc.option(fc.string(), { nil: null })), (status, value, codes) => {
      const found = outcome({ status, data: { generate: value }, faults: codes.map((code) => fault(code)) })
      if (found.kind === 'accepted') expect(String((value as { id: unknown }).id)).toBe(found.id)
    }))
  })
})
