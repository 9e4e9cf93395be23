import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { item } from './item'

describe('rows by range', () => {
  beforeEach(() => vi.resetModules())
  afterEach(() => vi.unstubAllGlobals())

  function bridge(known: (id: string) => boolean) {
    const asked: string[][] = []
    vi.stubGlobal('window', {
      bridge: {
        request: async (_name: string, [ids]: [string[]]) => {
          asked.push(ids)
          return { ok: true, value: ids.filter(known).map((id) => item({ id })) }
        },
        on: () => () => {},
      },
    })
    return asked
  }

  it('gathers what many tiles want into one request and never asks twice', async () => {
    const asked = bridge(() => true)
    const { useRowStore, wantRows } = await import('../../../../src-renderer/library/useRows')
    wantRows(['a', 'b'])
    wantRows(['b', 'c'])
    await vi.waitFor(() => expect(useRowStore.getState().rows.size).toBe(3))
    wantRows(['a', 'c'])
    wantRows(['d'])
    await vi.waitFor(() => expect(useRowStore.getState().rows.size).toBe(4))
    expect(asked).toEqual([['a', 'b', 'c'], ['d']])
  })

  it('asks in parts of at most a thousand', async () => {
    const asked = bridge(() => true)
    const { useRowStore, wantRows } = await import('../../../../src-renderer/library/useRows')
    wantRows(Array.from({ length: 2_300 }, (_, index) => `id-${index}`))
    await vi.waitFor(() => expect(useRowStore.getState().rows.size).toBe(2_300))
    expect(asked.map((ids) => ids.length)).toEqual([1_000, 1_000, 300])
  })

  it('renews only what it has, and forgets what is gone', async () => {
    let gone = false
    const asked = bridge((id) => !(gone && id === 'a'))
    const { renewRows, useRowStore, wantRows } = await import('../../../../src-renderer/library/useRows')
    wantRows(['a', 'b'])
    await vi.waitFor(() => expect(useRowStore.getState().rows.size).toBe(2))
    gone = true
    renewRows(['a', 'unseen'])
    await vi.waitFor(() => expect([...useRowStore.getState().rows.keys()]).toEqual(['b']))
    expect(asked.at(-1)).toEqual(['a'])
  })
})
