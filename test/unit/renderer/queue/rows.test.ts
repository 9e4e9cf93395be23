import { describe, expect, it } from 'vitest'
import { countJobs } from '../../../../src-renderer/queue/counts'
import { batchLook, stateLook } from '../../../../src-renderer/queue/look'
import { dropTarget, jobsOnRows, queueRows, type QueueFilter } from '../../../../src-renderer/queue/rows'
import { summarize } from '../../../../src-renderer/queue/summary'
import type { Batch } from '../../../../src-shared/job'
import { job } from './job'

const batch = (id: string, createdAt = 0): Batch => ({ id, name: id, kind: 'list', accountId: 'account', createdAt, pause: null, costTolerance: null })
const batches = new Map(['one', 'two', 'three'].map((id, index) => [id, batch(id, index)]))
const shape = (rows: ReturnType<typeof queueRows>) => rows.map((row) => row.id).join(' ')

describe('the rows of the queue', () => {
  const a = job({ id: 'a', batchId: 'one', position: 5 })
  const b = job({ id: 'b', batchId: 'two', position: 1, status: 'running' })
  const c = job({ id: 'c', batchId: 'two', position: 2, status: 'completed' })
  const d = job({ id: 'd', batchId: 'three', position: 3, status: 'completed' })
  const jobs = [a, d, c, b]

  it('puts batches with work left first, in the order of the line', () => {
    expect(shape(queueRows(jobs, batches, 'all', new Set()))).toBe('two b c one a three d')
  })

  it('hides the jobs of closed batches', () => {
    expect(shape(queueRows(jobs, batches, 'all', new Set(['two'])))).toBe('two one a three d')
  })

  it.each<[QueueFilter, string]>([['active', 'two b'], ['waiting', 'one a'], ['done', 'two c three d'], ['attention', '']])('filters %s', (filter, expected) => {
    expect(shape(queueRows(jobs, batches, filter, new Set()))).toBe(expected)
  })

  it('shows jobs whose batch is not known', () => {
    expect(jobsOnRows(queueRows([job({ id: 'x', batchId: 'lost' })], batches, 'all', new Set()))).toEqual(['x'])
  })

  it('drops before a waiting job, or the next one after what cannot be displaced', () => {
    const rows = queueRows([a, b, c, job({ id: 'e', batchId: 'one', position: 6 })], batches, 'all', new Set())
    expect(shape(rows)).toBe('two b c one a e')
    expect(dropTarget(rows, 1, new Set(['e']))).toBe('a')
    expect(dropTarget(rows, 5, new Set(['a']))).toBe('e')
    expect(dropTarget(rows, 4, new Set(['a']))).toBe('e')
    expect(dropTarget(rows, 6, new Set(['a']))).toBe(null)
    const closed = queueRows([a, b], batches, 'all', new Set(['one']))
    expect(dropTarget(closed, 0, new Set())).toBe('a')
  })
})

describe('counts and looks', () => {
  it('names a state by what is going on, and a batch by what matters most', () => {
    expect(stateLook(job({ status: 'running', phase: 'downloading' })).word).toBe('downloading')
    expect(stateLook(job({ status: 'running', phase: 'generating', wait: { reason: 'offline', until: null } })).word).toBe('waiting')
    expect(stateLook(job({ status: 'running', phase: 'generating', cancelRequested: true })).word).toBe('canceling')
    expect(batchLook(countJobs([job(), job({ status: 'running' })]), false).word).toBe('generating')
    expect(batchLook(countJobs([job()]), true).word).toBe('paused')
    expect(batchLook(countJobs([job({ status: 'held' }), job({ status: 'completed' })]), false).word).toBe('held')
    expect(batchLook(countJobs([job({ status: 'failed' }), job({ status: 'completed' })]), false).word).toBe('failed')
  })

  it('sums up what was made, what failed and why', () => {
    const failed = (code: 'offline' | 'generation-failed') => job({ status: 'failed', error: { code, message: '' } })
    const summary = summarize(
      [
        job({ status: 'completed', itemId: 'old', finishedAt: 1, creditCost: 3 }), job({ status: 'completed', itemId: 'new', finishedAt: 2, creditCost: 4 }),
        failed('offline'), failed('generation-failed'), failed('generation-failed'),
      ],
      1,
    )
    expect(summary).toMatchObject({ made: 2, failed: 3, credits: 7, latest: [{ id: 'new', kind: 'video' }] })
    expect(summary.failures.map(({ code, ids }) => [code, ids.length])).toEqual([['generation-failed', 2], ['offline', 1]])
  })
})
