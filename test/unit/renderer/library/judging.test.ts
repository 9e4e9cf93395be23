import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nearestOf } from '../../../../src-renderer/library/nearest'

describe('judging one after the other', () => {
  beforeEach(() => vi.resetModules())
  afterEach(() => vi.unstubAllGlobals())

  it('goes on with the item that took the place of the one that went', async () => {
    let numbers = Int32Array.of(1, 2, 3)
    vi.stubGlobal('window', { bridge: { request: async () => ({ ok: true, value: { numbers, total: numbers.length, trashed: 0, months: [] } }), on: () => () => {} } })
    const { loadOrder, useLibrary } = await import('../../../../src-renderer/library/useLibrary')
    await loadOrder()
    useLibrary.getState().setSelection({ ids: new Set([2]), anchor: 2, active: 2 })
    numbers = Int32Array.of(1, 3)
    await loadOrder(true)
    expect(useLibrary.getState().selection).toEqual({ ids: new Set([3]), anchor: 3, active: 3 })
    numbers = Int32Array.of(1)
    await loadOrder(true)
    expect(useLibrary.getState().selection.active).toBe(1)
    numbers = Int32Array.of(9)
    await loadOrder()
    expect(useLibrary.getState().selection.ids.size).toBe(0)
  })

  it('keeps ten thousand chosen ones over a new order, and drops those that left', async () => {
    const all = Int32Array.from({ length: 10_000 }, (_, index) => index + 1)
    let numbers = all
    vi.stubGlobal('window', { bridge: { request: async () => ({ ok: true, value: { numbers, total: numbers.length, trashed: 0, months: [] } }), on: () => () => {} } })
    const { loadOrder, useLibrary } = await import('../../../../src-renderer/library/useLibrary')
    await loadOrder()
    useLibrary.getState().setSelection({ ids: new Set(all), anchor: 1, active: 5_000 })
    numbers = all.filter((number) => number % 2 === 0)
    await loadOrder()
    const { selection } = useLibrary.getState()
    expect([selection.ids.size, selection.anchor, selection.active]).toEqual([5_000, null, 5_000])
  })

  it('finds the next of those not judged yet in the order shown, and none beyond the ends', () => {
    const order = Int32Array.of(9, 4, 7, 1, 8)
    const unjudged = new Set([4, 8, 100])
    expect(nearestOf(order, unjudged, 0, 1)).toBe(4)
    expect(nearestOf(order, unjudged, 1, 1)).toBe(8)
    expect(nearestOf(order, unjudged, 4, 1)).toBe(null)
    expect(nearestOf(order, unjudged, 4, -1)).toBe(4)
    expect(nearestOf(order, unjudged, -1, 1)).toBe(4)
  })

  it('asks at the first key, and for all keys typed meanwhile together', async () => {
    const asked: string[] = []
    const answers: (() => void)[] = []
    vi.stubGlobal('window', {
      bridge: {
        request: (_name: string, [{ text }]: [{ text: string }]) =>
          new Promise((answer) => {
            asked.push(text)
            answers.push(() => answer({ ok: true, value: { numbers: Int32Array.of(text.length), total: 9, trashed: 0, months: [] } }))
          }),
        on: () => () => {},
      },
    })
    const { useLibrary } = await import('../../../../src-renderer/library/useLibrary')
    const { setQuery } = useLibrary.getState()
    for (const text of ['f', 'fo', 'fox']) setQuery({ text })
    expect(asked).toEqual(['f'])
    answers[0]!()
    await vi.waitFor(() => expect(asked).toEqual(['f', 'fox']))
    answers[1]!()
    await vi.waitFor(() => expect([...useLibrary.getState().numbers]).toEqual([3]))
    setQuery({ text: 'fo' })
    expect(asked).toEqual(['f', 'fox', 'fo'])
  })
})
