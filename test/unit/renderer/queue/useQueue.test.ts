import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { QueueDelta } from '../../../../src-shared/job'
import { delta, job } from './job'

type Listener = (payload: unknown) => void

/** Main's side of the bridge: answers with `snapshot` and lets the test announce. */
function bridge() {
  const listeners = new Map<string, Listener>()
  const main = { snapshot: delta(0), asked: 0, release: (): void => {}, hold: false }
  vi.stubGlobal('window', {
    bridge: {
      request: async () => {
        main.asked += 1
        const answer = structuredClone(main.snapshot)
        if (main.hold) await new Promise<void>((resolve) => (main.release = resolve))
        return { ok: true, value: answer }
      },
      on: (name: string, listener: Listener) => {
        listeners.set(name, listener)
        return () => listeners.delete(name)
      },
    },
  })
  return { main, announce: (step: QueueDelta) => listeners.get('queue.changed')?.(step), listeners }
}

describe('following the queue', () => {
  beforeEach(() => vi.resetModules())
  afterEach(() => vi.unstubAllGlobals())

  it('asks for the snapshot, follows steps, and asks again when one is missing', async () => {
    const { main, announce, listeners } = bridge()
    const { followQueue, useQueue } = await import('../../../../src-renderer/queue/useQueue')
    const [first, second] = [job(), job()]
    main.snapshot = delta(3, { jobs: [first] })
    const stop = followQueue()
    await vi.waitFor(() => expect(useQueue.getState().status).toBe('ready'))
    announce(delta(4, { jobs: [second] }))
    expect([...useQueue.getState().jobs.keys()]).toEqual([first.id, second.id])
    expect(main.asked).toBe(1)

    main.snapshot = delta(9, { jobs: [second] })
    announce(delta(9, { jobs: [second] }))
    await vi.waitFor(() => expect(useQueue.getState().revision).toBe(9))
    expect([...useQueue.getState().jobs.keys()]).toEqual([second.id])
    expect(main.asked).toBe(2)
    stop()
    expect(listeners.size).toBe(0)
  })

  it('applies steps that overtook the snapshot', async () => {
    const { main, announce } = bridge()
    const { followQueue, useQueue } = await import('../../../../src-renderer/queue/useQueue')
    main.hold = true
    main.snapshot = delta(5)
    followQueue()
    const late = job()
    announce(delta(5))
    announce(delta(6, { jobs: [late] }))
    main.release()
    await vi.waitFor(() => expect(useQueue.getState().status).toBe('ready'))
    expect(useQueue.getState().revision).toBe(6)
    expect(useQueue.getState().jobs.has(late.id)).toBe(true)
  })
})
