import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keepKnown, nothingSelected, selectAll, selectAt } from '../../../../src-renderer/ui/selection'

const order = ['a', 'b', 'c', 'd', 'e']
const chosen = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join('')

describe('choosing in a list', () => {
  it('takes one by a click, several by Shift, more by Control', () => {
    const one = selectAt(nothingSelected, order, 'b')
    expect(chosen(one)).toBe('b')
    const range = selectAt(one, order, 'd', { extend: true })
    expect(chosen(range)).toBe('bcd')
    expect(range.anchor).toBe('b')
    expect(chosen(selectAt(range, order, 'a', { extend: true }))).toBe('ab')
    expect(chosen(selectAt(range, order, 'c', { toggle: true }))).toBe('bd')
    expect(chosen(selectAt(one, order, 'e', { toggle: true }))).toBe('be')
    expect(chosen(selectAll(one, order))).toBe('abcde')
  })

  it('leaves everything as it is for what is not in the list', () => {
    const one = selectAt(nothingSelected, order, 'b')
    expect(selectAt(one, order, 'x')).toBe(one)
    expect(chosen(selectAt({ ...one, anchor: 'x' }, order, 'c', { extend: true }))).toBe('c')
  })

  it('forgets what is gone, and nothing else', () => {
    const range = selectAt(selectAt(nothingSelected, order, 'b'), order, 'd', { extend: true })
    expect(keepKnown(range, () => true)).toBe(range)
    const left = keepKnown(range, (id) => id !== 'd')
    expect(chosen(left)).toBe('bc')
    expect(left.active).toBe('b')
  })

  it('keeps a range whole between anchor and active', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(4), (from, to) => {
        const range = selectAt(selectAt(nothingSelected, order, order[from]!), order, order[to]!, { extend: true })
        expect(range.ids.size).toBe(Math.abs(from - to) + 1)
      }),
    )
  })
})
