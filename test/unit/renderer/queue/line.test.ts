import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movedLine, moveTarget, placesInLine, waitingLine, type Move } from '../../../../src-renderer/queue/line'
import { job } from './job'

describe('the waiting line', () => {
  it('holds waiting jobs only, by position, and numbers them from one', () => {
    const [late, early, busy] = [job({ position: 9 }), job({ position: 2 }), job({ position: 1, status: 'running' })]
    const line = waitingLine([late, early, busy])
    expect(line).toEqual([early, late])
    expect(placesInLine(line).get(late.id)).toBe(2)
  })

  const line = ['a', 'b', 'c', 'd', 'e']
  it.each<[string, string[], Move, string]>([
    ['one up', ['c'], 'up', 'a c b d e'],
    ['one down', ['c'], 'down', 'a b d c e'],
    ['two together up', ['c', 'd'], 'up', 'a c d b e'],
    ['two together down', ['b', 'c'], 'down', 'a d b c e'],
    ['two apart come together', ['b', 'd'], 'up', 'b d a c e'],
    ['to the front', ['d', 'b'], 'front', 'b d a c e'],
    ['to the back', ['a', 'c'], 'back', 'b d e a c'],
    ['last but one down', ['d'], 'down', 'a b c e d'],
    ['apart from the top', ['a', 'c'], 'up', 'a c b d e'],
  ])('moves %s', (_name, moved, move, expected) => {
    const target = moveTarget(line, new Set(moved), move)
    expect(target).not.toBe(undefined)
    expect(movedLine(line, new Set(moved), target ?? null).join(' ')).toBe(expected)
  })

  it.each<[string[], Move]>([[['a'], 'up'], [['a', 'b'], 'front'], [['e'], 'down'], [['d', 'e'], 'back'], [[], 'up'], [['x'], 'down'], [line, 'front']])(
    'leaves %s alone when asked to go %s', (moved, move) => {
      expect(moveTarget(line, new Set(moved), move)).toBe(undefined)
    },
  )

  it('loses nobody and keeps the order of the others', () => {
    const moves = fc.constantFrom<Move>('up', 'down', 'front', 'back')
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 12 }), fc.func(fc.boolean()), moves, (ids, chosen, move) => {
        const moved = new Set(ids.filter((id) => chosen(id)))
        const target = moveTarget(ids, moved, move)
        if (target === undefined) return
        const after = movedLine(ids, moved, target)
        expect([...after].sort()).toEqual([...ids].sort())
        expect(after.filter((id) => !moved.has(id))).toEqual(ids.filter((id) => !moved.has(id)))
        expect(after).not.toEqual(ids)
      }),
    )
  })
})
