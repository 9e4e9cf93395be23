import { describe, expect, it } from 'vitest'
import { whatClosingMeans, type Closing } from '../../../../src-main/night/closing'
import { countForDesktop } from '../../../../src-main/night/desktop'
import { desktopWords } from '../../../../src-main/night/words'
import type { Batch, Job } from '../../../../src-shared/job'

describe('closing the window', () => {
  const closing = (patch: Partial<Closing>): Closing => ({ isQuitting: false, unfinished: 3, whenClosed: 'ask', isAsked: false, ...patch })
  it.each<[string, Partial<Closing>, ReturnType<typeof whatClosingMeans>]>([
    ['asks while jobs wait or run', {}, 'ask'],
    ['closes when nothing is left', { unfinished: 0 }, 'close'],
    ['closes when the app ends', { isQuitting: true, whenClosed: 'tray' }, 'close'],
    ['hides as was answered once', { whenClosed: 'tray' }, 'hide'],
    ['quits as was answered once', { whenClosed: 'quit' }, 'close'],
    ['closes when nobody answers', { isAsked: true }, 'close'],
  ])('%s', (_name, patch, expected) => {
    expect(whatClosingMeans(closing(patch))).toBe(expected)
  })
})

describe('what a desktop counts', () => {
  const job = (id: string, status: Job['status'], batchId = 'a') => ({ id, batchId, status }) as Job
  const batch = { id: 'a', name: 'Lakes' } as Batch
  const step = (jobs: Job[], removed: string[] = []) => ({ jobs, removed, batches: [batch] })

  it('tells of a batch once, when the last of it ends, with its counts', () => {
    const count = countForDesktop()
    expect(count.note(step([job('1', 'queued'), job('2', 'running'), job('3', 'queued')]))).toEqual([])
    expect(count.note(step([job('1', 'completed'), job('2', 'failed')]))).toEqual([])
    expect(count.facts(false)).toEqual({ running: 0, waiting: 1, isBusy: true, fraction: 2 / 3 })
    expect(count.facts(true).isBusy).toBe(false)
    const finished = count.note(step([job('3', 'held')]))
    expect(finished).toEqual([{ id: 'a', name: 'Lakes', completed: 1, failed: 1, held: 1 }])
    expect(desktopWords('en').batch(finished[0]!)).toEqual({ title: 'Batch done: Lakes', body: '1 made, 1 failed, 1 need you' })
    expect(desktopWords('es').batch(finished[0]!).body).toBe('1 hechos, 1 fallidos, 1 te necesitan')
    expect(count.note(step([job('1', 'completed')]))).toEqual([])
    expect(count.facts(false)).toEqual({ running: 0, waiting: 0, isBusy: false, fraction: null })
    // Tried again it is news again.
    expect(count.note(step([job('2', 'queued')]))).toEqual([])
    expect(count.note(step([job('2', 'completed')]))).toMatchObject([{ completed: 2, failed: 0 }])
  })

  it('does not tell of what was over when the app began, and forgets what was taken off the list', () => {
    const count = countForDesktop()
    expect(count.note(step([job('1', 'completed'), job('2', 'failed')]))).toEqual([])
    expect(count.note(step([job('3', 'running')]))).toEqual([])
    expect(count.note(step([job('3', 'completed')], ['1']))).toMatchObject([{ completed: 1, failed: 1 }])
    expect(count.note(step([job('4', 'running')], ['1', '2', '3']))).toEqual([])
    expect(count.note(step([job('4', 'completed')]))).toMatchObject([{ completed: 1, failed: 0 }])
  })
})
