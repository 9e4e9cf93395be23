import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { item } from './item'

describe('rows by range', () => {
  beforeEach(() => vi.resetModules())
  afterEach(() => vi.unstubAllGlobals())

  /** Items have the number that their id ends with. */
  function bridge(known: (id: string) => boolean) {
    const asked: (string | number)[][] = []
    vi.stubGlobal('window', {
      bridge: {
        request: async (_name: string, [keys]: [(string | number)[]]) => {
          asked.push(keys)
          const ids = keys.map((key) => (typeof key === 'number' ? `item-${key}` : key))
          return { ok: true, value: ids.filter(known).map((id) => item({ id, number: Number(id.slice(5)) })) }
        },
        on: () => () => {},
      },
    })
    return asked
  }
  const modules = () => import('../../../../src-renderer/library/useRows')

  it('gathers what many tiles want into one request and never asks twice', async () => {
    const asked = bridge(() => true)
    const { rowOf, wantRows } = await modules()
    wantRows([1, 2])
    wantRows([2, 3])
    await vi.waitFor(() => expect(rowOf(3)).toBeDefined())
    wantRows([1, 3])
    wantRows([4])
    await vi.waitFor(() => expect(rowOf(4)).toBeDefined())
    expect(asked).toEqual([[1, 2, 3], [4]])
  })

  it('finds a row by its number and by its id, however it was asked for', async () => {
    const asked = bridge(() => true)
    const { rowOf, wantRows } = await modules()
    wantRows([7, 'item-8'])
    await vi.waitFor(() => expect(rowOf(8)?.id).toBe('item-8'))
    expect(rowOf('item-7')?.number).toBe(7)
    wantRows(['item-7', 8])
    expect(asked).toEqual([[7], ['item-8']])
  })

  it('asks in parts of at most a thousand', async () => {
    const asked = bridge(() => true)
    const { rowOf, wantRows } = await modules()
    wantRows(Array.from({ length: 2_300 }, (_, index) => index))
    await vi.waitFor(() => expect(rowOf(2_299)).toBeDefined())
    expect(asked.map((keys) => keys.length)).toEqual([1_000, 1_000, 300])
  })

  it('keeps a bounded number of rows: the oldest are forgotten', async () => {
    bridge(() => true)
    const { rowOf, wantRows } = await modules()
    for (let start = 0; start < 6_000; start += 1_000) {
      wantRows(Array.from({ length: 1_000 }, (_, index) => start + index))
      await vi.waitFor(() => expect(rowOf(start + 999)).toBeDefined())
    }
    expect(rowOf(0)).toBeUndefined()
    expect(rowOf('item-0')).toBeUndefined()
    expect(rowOf(2_000)).toBeDefined()
  })

  it('renews only what it has, and forgets what is gone', async () => {
    let gone = false
    const asked = bridge((id) => !(gone && id === 'item-1'))
    const { renewRows, rowOf, wantRows } = await modules()
    wantRows([1, 2])
    await vi.waitFor(() => expect(rowOf(2)).toBeDefined())
    gone = true
    renewRows(['item-1', 'item-99'])
    await vi.waitFor(() => expect(rowOf(1)).toBeUndefined())
    expect(rowOf('item-1')).toBeUndefined()
    expect(asked.at(-1)).toEqual(['item-1'])
  })
})
