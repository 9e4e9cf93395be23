import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyDelta, emptyQueue, fromSnapshot } from '../../../../src-renderer/queue/data'
import { delta, job } from './job'

describe('applying a step to the queue', () => {
  it('takes new and changed jobs in and removed ones out', () => {
    const [kept, gone] = [job(), job()]
    const data = fromSnapshot({ ...delta(4, { jobs: [kept, gone] }), removed: [] })
    const added = job()
    const next = applyDelta(data, delta(5, { jobs: [{ ...kept, status: 'running' }, added], removed: [gone.id] }))
    if (next === 'gap') throw new Error('no step is missing')
    expect([...next.jobs.keys()]).toEqual([kept.id, added.id])
    expect(next.jobs.get(kept.id)?.status).toBe('running')
    expect(data.jobs.get(kept.id)?.status).toBe('queued')
    expect(next.revision).toBe(5)
  })

  it('keeps the same lists when a step only tells the state', () => {
    const data = fromSnapshot({ ...delta(1, { jobs: [job()] }), removed: [] })
    const next = applyDelta(data, delta(2))
    expect(next).not.toBe('gap')
    expect(next !== 'gap' && next.jobs).toBe(data.jobs)
  })

  it('ignores what it knows and says when a step is missing', () => {
    const data = { ...emptyQueue, revision: 7 }
    expect(applyDelta(data, delta(7))).toBe(data)
    expect(applyDelta(data, delta(3))).toBe(data)
    expect(applyDelta(data, delta(9))).toBe('gap')
  })

  it('ends where the snapshot ends, whatever steps led there', () => {
    const steps = fc.array(fc.record({ add: fc.array(fc.nat(20), { maxLength: 4 }), drop: fc.array(fc.nat(20), { maxLength: 3 }) }), { maxLength: 30 })
    fc.assert(
      fc.property(steps, (list) => {
        const expected = new Set<string>()
        let data = emptyQueue
        list.forEach(({ add, drop }, index) => {
          const next = applyDelta(data, delta(index + 1, { jobs: add.map((n) => job({ id: `j${n}` })), removed: drop.map((n) => `j${n}`) }))
          if (next === 'gap') throw new Error('no step is missing')
          data = next
          for (const n of add) expected.add(`j${n}`)
          for (const n of drop) expected.delete(`j${n}`)
        })
        expect(new Set(data.jobs.keys())).toEqual(expected)
      }),
    )
  })
})
