import { expect, onTestFinished, test } from 'vitest'
import { inVirtualTime, sleep } from '../bench/queue/virtualTime'
import { randomOf } from '../bench/random'
import { scaled } from './scale'
import { simulatedMachine, simulatedRequest, startApp } from './simulated/app'
import { SimulatedServer, strikes } from './simulated/server'

const jobs = scaled(2_000, 300)
const mebibyte = 1024 * 1024

test(`${jobs} jobs of a virtual night with a fault at every twentieth request: none stuck, none paid twice, and memory does not grow`, async () => {
  const random = randomOf(Number(process.env['FAULTS_SEED'] ?? 5))
  const server = new SimulatedServer('replay-success')
  const machine = simulatedMachine(server, true)
  onTestFinished(machine.remove)
  server.credits = 100_000
  server.mangle = (told) => {
    if (random() < 0.05) server.strike(strikes[Math.floor(random() * strikes.length)] ?? 'reset')
    if (random() < 0.02) machine.failedTransfers++
    return told
  }
  await inVirtualTime(async () => {
    const app = await startApp(machine)
    await app.queue.enqueue({ batchName: 'Night', jobs: Array.from({ length: jobs }, (_, index) => simulatedRequest(`job ${index}`)), first: false })
    const statuses = () => app.database.all<{ status: string; count: number }>('SELECT status, count(*) AS count FROM jobs GROUP BY status')
    const isOver = () => statuses().every(({ status }) => status !== 'queued' && status !== 'running')
    await sleep(600_000)
    let used = process.memoryUsage()
    const before = used.heapUsed + used.external
    let hours = 0
    for (; !isOver() && hours < 200; hours++) {
      await sleep(3_600_000)
      app.queue.resume()
    }
    used = process.memoryUsage()
    console.log(`soak: ${jobs} jobs in ${hours} virtual hours, ${server.requests} requests, grown by ${((used.heapUsed + used.external - before) / mebibyte).toFixed(0)} MB`)
    expect(statuses().filter(({ status }) => status === 'queued' || status === 'running')).toEqual([])
    for (const id of server.generations.keys()) server.statusOf(id)
    const paid = server.charges.filter((charge) => !charge.refunded).map((charge) => charge.job)
    expect(new Set(paid).size).toBe(paid.length)
    const items = app.database.get<{ count: number }>('SELECT count(*) AS count FROM simulated_items')?.count ?? 0
    const held = app.database.all<{ count: number }>("SELECT count(*) AS count FROM jobs WHERE status = 'held'")[0]?.count ?? 0
    expect(items + held).toBeGreaterThanOrEqual(paid.length)
    expect((used.heapUsed + used.external - before) / mebibyte).toBeLessThan(100)
    await app.close()
  }, 400 * 24 * 3_600_000)
})
