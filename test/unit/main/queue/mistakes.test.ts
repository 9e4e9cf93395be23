import { expect, test } from 'vitest'
import { silentLog, type Log } from '../../../../src-main/log'
import { fastClock } from '../../../faults/clock'
import { sandbox } from '../../sandbox/client'
import { openDesk } from './desk'
import { request, requests } from './requests'

function listening(): { log: Log; errors: string[] } {
  const errors: string[] = []
  return { log: { ...silentLog, error: (message, facts) => errors.push(`${message} ${String(facts?.['error'])}`) }, errors }
}

test('waits that end between two milliseconds are kept: whatever chance says, a step that waits is written', async () => {
  const server = await sandbox({ settings: { timeScale: 0 } })
  const { log, errors } = listening()
  for (const kind of ['reset', 'status', 'garbage', 'truncated'] as const) {
    server.control.addFault({ kind: kind === 'garbage' || kind === 'truncated' ? 'reset' : kind, params: { executed: true, status: 502 }, match: { operation: 'generate', times: 2 } })
  }
  server.control.addFault({ kind: 'reset', match: { operation: 'generation', times: 1 } })
  server.control.addFault({ kind: 'status', params: { status: 503 }, match: { operation: 'file', times: 3 } })
  const desk = openDesk({ sandbox: server, clock: fastClock(50), random: () => 0.123456789, log })
  await desk.queue.start()
  const ids = await desk.queue.enqueue({ batchName: '', jobs: requests(4), first: false })
  const jobs = await desk.untilEnded(ids)
  expect(jobs.map((job) => job.status)).toEqual(['completed', 'completed', 'completed', 'completed'])
  expect(errors).toEqual([])
  expect(server.control.ledger()).toHaveLength(4)
})

test('a mistake of ours while a result is written down is not repeated without end', async () => {
  const server = await sandbox({ settings: { timeScale: 0 } })
  const { log, errors } = listening()
  const desk = openDesk({ sandbox: server, log })
  // The refusal that a column gives to a value of another type.
  desk.database.exec("CREATE TRIGGER mistaken BEFORE UPDATE ON jobs WHEN old.phase = 'downloading' BEGIN SELECT RAISE(ABORT, 'a mistake'); END")
  await desk.queue.start()
  const ids = await desk.queue.enqueue({ batchName: '', jobs: [request()], first: false })
  await desk.until(() => errors, (seen) => seen.some((line) => line.startsWith('An action of the queue failed')))
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(errors.length).toBeLessThanOrEqual(4)
  desk.database.exec('DROP TRIGGER mistaken')
  expect((await desk.untilEnded(ids))[0]).toMatchObject({ status: 'completed', attempt: 1 })
  expect(server.control.ledger()).toHaveLength(1)
})
