import { describe, expect, it } from 'vitest'
import { decideStart, missingCredits, type Applying } from '../../../../src-main/spending/caps'

const cap = (patch: Partial<Applying> & { used?: number; unpriced?: number } = {}): Applying => ({
  scope: 'night', credits: 10, ...patch, sums: { spent: patch.used ?? 0, reserved: 0, unpriced: patch.unpriced ?? 0, unknown: 0 },
})

describe('what a job under caps may do', () => {
  it.each<[string, Applying[], number | null, boolean, string]>([
    ['goes where no cap holds, whatever it costs', [], null, false, 'yes'],
    ['fits to the last credit', [cap({ used: 8 })], 2, false, 'yes'],
    ['waits for a credit that is missing', [cap({ used: 8 })], 2.01, false, 'no'],
    ['misses nothing through rounding', [cap({ used: 9.7 + 0.1 })], 0.2, false, 'yes'],
    ['obeys the narrowest of several', [cap({ credits: 100 }), cap({ scope: 'day', used: 9 })], 2, false, 'no'],
    ['lets other batches pass where only its own cap is full', [cap({ scope: 'batch', used: 9 })], 2, false, 'skip'],
    ['keeps the line where both are full', [cap({ scope: 'batch', used: 9 }), cap({ used: 9 })], 2, false, 'no'],
    ['is held without a price', [cap()], null, false, 'held'],
    ['goes alone without a price where that is allowed', [cap()], null, true, 'yes'],
    ['does not go without a price when nothing is left', [cap({ used: 10 })], null, true, 'no'],
    ['waits while something runs whose price nobody knows', [cap({ unpriced: 1 })], 1, false, 'no'],
    ['waits for that in its batch too, and lets others pass', [cap({ scope: 'batch', unpriced: 1 })], 1, false, 'skip'],
    ['may cost nothing under a cap of nothing', [cap({ credits: 0 })], 0, false, 'yes'],
  ])('%s', (_name, caps, estimated, isAllowed, expected) => {
    expect(decideStart(caps, estimated, isAllowed)).toBe(expected)
  })

  it('says by how much it does not fit', () => {
    expect(missingCredits(cap({ used: 8 }), 5)).toBe(3)
    expect(missingCredits(cap({ used: 2 }), 5)).toBe(-3)
  })
})
