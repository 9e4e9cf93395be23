import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

describe('judging one after the other', () => {
  beforeEach(() => vi.resetModules())
  afterEach(() => vi.unstubAllGlobals())

  it('goes on with the item that took the place of the one that went', async () => {
    let ids = ['a', 'b', 'c']
    vi.stubGlobal('window', { bridge: { request: async () => ({ ok: true, value: { ids, total: ids.length, trashed: 0, months: [] } }), on: () => () => {} } })
    const { loadIds, useLibrary } = await import('../../../../src-renderer/library/useLibrary')
    await loadIds()
    useLibrary.getState().setSelection({ ids: new Set(['b']), anchor: 'b', active: 'b' })
    ids = ['a', 'c']
    await loadIds(true)
    expect(useLibrary.getState().selection).toEqual({ ids: new Set(['c']), anchor: 'c', active: 'c' })
    ids = ['a']
    await loadIds(true)
    expect(useLibrary.getState().selection.active).toBe('a')
    ids = ['x']
    await loadIds()
    expect(useLibrary.getState().selection.ids.size).toBe(0)
  })
})
