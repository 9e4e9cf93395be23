import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import type { Passage } from './gateway'
import { onceEach } from './measure'
import { openWorld } from './world'

const mebibyte = 1024 * 1024
const answers: [string, (passage: Passage) => Promise<unknown>][] = [
  ['200 MB of JSON', async ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":"')
    const closed = once(response, 'close')
    const piece = Buffer.alloc(mebibyte, 'x')
    for (let sent = 0; sent < 200 && !response.destroyed; sent++) {
      if (!response.write(piece)) await Promise.race([once(response, 'drain'), closed])
    }
    response.end('"}')
  }],
  ['a thousandfold gzip bomb', async ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    // Members of a gzip file may follow each other: nothing large lies in memory on this side either.
    const member = gzipSync(Buffer.alloc(mebibyte, ' '), { level: 9 })
    for (let sent = 0; sent < 1_000 && !response.destroyed; sent++) response.write(member)
    response.end()
  }],
  ['nested a million deep', async ({ response }) => response.writeHead(200, { 'content-type': 'application/json' }).end('['.repeat(1_000_000))],
]

// One at a time: memory is the process's.
test.for(answers)('row 21: %s: given up at the cap, with less than 100 MB of memory, and charged once', async ([, answer]) => {
  const world = await openWorld({ onTestFinished })
  await world.ended(await world.enqueue())
  const before = process.memoryUsage.rss()
  let most = 0
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5)
  let struck = 0
  world.gateway.act = async (passage) => {
    const passed = await passage.forward()
    if (passage.key !== null && struck++ < 2) await answer(passage)
    else passage.answer(passed)
  }
  const [id = ''] = await world.enqueue()
  const seen = await world.desk.until(() => world.desk.job(id), (job) => job.error !== null || job.status !== 'running')
  expect(seen.status).not.toBe('failed')
  const [job] = await world.ended([id])
  clearInterval(watch)
  expect(job).toMatchObject({ status: 'completed', attempt: 1 })
  expect(struck).toBeGreaterThanOrEqual(2)
  expect((most - before) / mebibyte).toBeLessThan(100)
  onceEach(world, expect)
})
