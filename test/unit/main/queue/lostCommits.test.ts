import { copyFileSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fastClock } from '../../../faults/clock'
import { sandbox } from '../../sandbox/client'
import { newFolder, openDesk } from './desk'
import { request } from './requests'

const day = 24 * 3_600_000

test('a start that died while it made up for lost commits leaves them distrusted: what may have been sent since is not sent under another key', async () => {
  const server = await sandbox({ settings: { timeScale: 0 } })
  const folder = newFolder()
  const charges = () => server.control.ledger().filter((charge) => charge.credits > 0)

  // Refused for want of credits: it is proven that nothing was executed. Here the copy is taken.
  server.control.addFault({ kind: 'errorCode', params: { code: 'INSUFFICIENT_CREDITS' }, match: { operation: 'generate', times: 1 } })
  const first = openDesk({ sandbox: server, folder })
  await first.queue.start()
  await first.queue.enqueue({ batchName: '', jobs: [request({ prompt: 'refused first' })], first: false })
  await first.until(first.state, (state) => state.block?.reason === 'insufficient-credits')
  const file = first.database.file
  await first.close()
  copyFileSync(file, `${file}.copy`)

  // Sent again under its key, and another beside it: both are charged, and neither is answered.
  server.control.addFault({ kind: 'reset', params: { executed: true }, match: { operation: 'generate', times: 1_000 } })
  const second = openDesk({ sandbox: server, folder })
  await second.queue.start()
  second.queue.resume()
  await second.queue.enqueue({ batchName: '', jobs: [request({ prompt: 'only the journal knows' })], first: false })
  await second.until(charges, (seen) => seen.length === 2)
  await second.close()

  // The newest commits are gone. A start puts back what the journal knows, and dies before it has drawn the conclusion.
  for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
  copyFileSync(`${file}.copy`, file)
  const third = openDesk({ sandbox: server, folder })
  third.database.exec("CREATE TRIGGER death BEFORE UPDATE OF unknown ON attempts BEGIN SELECT RAISE(ABORT, 'it dies here'); END")
  await expect(third.queue.start()).rejects.toThrow()
  third.database.exec('DROP TRIGGER death')
  expect((await third.jobs()).map((job) => job.request.prompt).sort()).toEqual(['only the journal knows', 'refused first'])
  await third.close().catch(() => {})

  // A day later no key is known to the server any more.
  server.control.clearFaults()
  const fourth = openDesk({ sandbox: server, folder, clock: fastClock(20, day + 3_600_000) })
  await fourth.queue.start()
  expect((await fourth.state()).paused).toBe(true)
  fourth.queue.resume()
  const jobs = await fourth.untilEnded((await fourth.jobs()).map((job) => job.id))
  expect(jobs.map((job) => [job.status, job.heldReason])).toEqual([['held', 'key-expired'], ['held', 'key-expired']])
  expect(charges()).toHaveLength(2)
})
