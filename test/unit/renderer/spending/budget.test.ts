import { expect, it } from 'vitest'
import { capChanges, draftOf, isBalanceNew } from '../../../../src-renderer/spending/budget'
import { noSums, type CapState, type SpendingState } from '../../../../src-shared/spending'

const cap = (scope: CapState['scope'], credits: number, key = ''): CapState => ({ ...noSums, scope, key, credits, since: null, until: null, stops: null })
const state: SpendingState = {
  purse: 'real', today: noSums, night: null, caps: [cap('night', 500), cap('provider', 20, 'IMAGE/lake'), cap('batch', 5, 'b')],
  balance: { credits: 100, at: 1, warnBelow: 10, left: 90, isLow: false }, unpricedBatches: [],
}

it('sets only what was changed, so that nothing else is counted anew', () => {
  const draft = draftOf(state)
  expect(capChanges(state, draft)).toEqual([])
  expect(isBalanceNew(state, draft)).toBe(false)
  expect(capChanges(state, { ...draft, night: null, day: 60, models: new Map([['IMAGE/lake', 20], ['VIDEO/sea', 7], ['VIDEO/left', null]]) })).toEqual([
    { scope: 'night', key: '', credits: null },
    { scope: 'day', key: '', credits: 60 },
    { scope: 'provider', key: 'VIDEO/sea', credits: 7 },
  ])
  expect(isBalanceNew(state, { ...draft, warnBelow: null })).toBe(true)
})
