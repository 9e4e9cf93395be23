import { describe, expect, it } from 'vitest'
import { actionsFor, possibleCost, type JobAction } from '../../../../src-renderer/queue/actions'
import type { Job } from '../../../../src-shared/job'
import { job } from './job'

const moves = ['move-front', 'move-up', 'move-down', 'move-back']
const always = ['duplicate', 'template', 'copy-details']
/** What may still be sent stands under its batch's terms. */
const open = ['duplicate', 'terms', 'template', 'copy-details']
const inUse = { id: 'account', sandbox: false }

describe('what can be done with jobs', () => {
  it.each<[string, Partial<Job>, string[]]>([
    ['waiting', {}, ['cancel', ...moves, ...open]],
    ['running', { status: 'running', phase: 'generating' }, ['cancel', ...always]],
    ['being canceled', { status: 'running', cancelRequested: true }, always],
    ['held, outcome unknown', { status: 'held', heldReason: 'outcome-unknown' }, ['ask-again', 'start-new', 'cancel', ...open]],
    ['held, key expired', { status: 'held', heldReason: 'key-expired' }, ['start-new', 'cancel', ...open]],
    ['held, damaged', { status: 'held', heldReason: 'damaged-record' }, ['cancel', ...open]],
    ['failed', { status: 'failed' }, ['retry', 'retry-new-seed', ...always, 'clear']],
    ['canceled', { status: 'canceled' }, ['retry', 'retry-new-seed', ...always, 'clear']],
    ['completed', { status: 'completed', itemId: 'item' }, ['open', ...always, 'clear']],
  ])('%s', (_name, facts, expected) => {
    expect([...actionsFor([job(facts)], inUse).keys()]).toEqual(expected)
  })

  it.each<[string, Partial<Job>, typeof inUse | null, boolean]>([
    ['waits for another key', { accountId: 'other' }, inUse, true],
    ['waits for practice mode', { accountId: 'sandbox', sandbox: true }, inUse, true],
    ['waits for this account', {}, inUse, false],
    ['runs with another key', { accountId: 'other', status: 'running', phase: 'generating', remoteId: 'r' }, inUse, true],
    ['runs in practice mode', { accountId: 'sandbox', sandbox: true, status: 'running', phase: 'generating', remoteId: 'r' }, inUse, false],
    ['may have been charged to another key', { accountId: 'other', status: 'running', phase: 'submitting' }, inUse, false],
    ['another key’s server no longer knew', { accountId: 'other', status: 'held', heldReason: 'forgotten-by-server', remoteId: 'r' }, inUse, true],
    ['waits for its price with another key', { accountId: 'other', status: 'held', heldReason: 'price-unknown' }, inUse, true],
    ['is held for another key', { accountId: 'other', status: 'held', heldReason: 'outcome-unknown' }, inUse, false],
    ['waits for a key while practice mode is on', { accountId: 'other' }, { id: 'sandbox', sandbox: true }, false],
    ['waits while no account has answered', { accountId: 'other' }, null, false],
  ])('a job that %s', (_name, facts, account, adoptable) => {
    expect(actionsFor([job(facts)], account).has('adopt')).toBe(adoptable)
  })

  it('gives each action the jobs it is possible with', () => {
    const [waiting, failed] = [job(), job({ status: 'failed' })]
    const actions = actionsFor([waiting, failed], inUse)
    expect(actions.get('cancel')).toEqual([waiting.id])
    expect(actions.get('retry')).toEqual([failed.id])
    const single: JobAction[] = ['open', 'template']
    for (const action of single) expect(actions.has(action)).toBe(false)
    expect(actionsFor([], inUse).size).toBe(0)
  })

  it('never counts an unknown price as nothing', () => {
    expect(possibleCost([job({ estimatedCredits: 5 }), job({ estimatedCredits: 7 })])).toBe(12)
    expect(possibleCost([job({ estimatedCredits: 5 }), job({ estimatedCredits: null })])).toBe(null)
  })
})
