import { describe, expect, it } from 'vitest'
import { pathOf, treeLines } from '../../../../src-renderer/library/collections'
import type { Collection } from '../../../../src-shared/collection'

const collection = (id: string, parentId: string | null = null, kind: Collection['kind'] = 'manual'): Collection => ({
  id, kind, name: id.toUpperCase(), parentId, query: null, count: 0, coverId: null,
})
const all = [collection('a'), collection('b'), collection('a1', 'a'), collection('a2', 'a', 'smart'), collection('a1x', 'a1'), collection('kept', null, 'search')]

describe('collections as a tree', () => {
  it('stand under the one they lie in, in their own order', () => {
    const lines = treeLines(all, new Set())
    expect(lines.map((line) => [line.collection.id, line.depth, line.hasInside])).toEqual([
      ['a', 0, true], ['a1', 1, true], ['a1x', 2, false], ['a2', 1, false], ['b', 0, false],
    ])
  })

  it('leave out what lies in a closed one', () => {
    expect(treeLines(all, new Set(['a1'])).map((line) => line.collection.id)).toEqual(['a', 'a1', 'a2', 'b'])
  })

  it('show one whose parent is gone at the top', () => {
    expect(treeLines([collection('x', 'gone')], new Set())).toMatchObject([{ depth: 0 }])
  })

  it('name the whole way to one', () => {
    expect(pathOf(all[4]!, all)).toBe('A / A1 / A1X')
  })
})
