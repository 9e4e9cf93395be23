import { afterAll, beforeAll, expect, it } from 'vitest'
import { sandbox } from '../../sandbox/client'
import { bundleCli, type Bundle } from './bundle'
import { folderWith, keyOf, readOutput, start, toSandbox } from './program'

let bundle: Bundle
beforeAll(async () => {
  bundle = await bundleCli()
})
afterAll(() => bundle.remove())

const cli = (args: readonly string[], options: Parameters<typeof start>[2]) => start(bundle.entry, args, options).ended
const jobs = (count: number, fields: Record<string, unknown> = {}) =>
  JSON.stringify(Array.from({ length: count }, (_, index) => ({ type: 'IMAGE', provider: 'flux-dev', prompt: `Idea ${index}`, ...fields })))

it('sends up to its budget though many could run at once, ends with 4, and goes on with another one', async () => {
  const server = await sandbox({ settings: { timeScale: 0.05 } })
  const options = { cwd: folderWith({ 'jobs.json': jobs(8) }), environment: keyOf(server) }
  const first = await cli(['run', 'jobs.json', ...toSandbox(server), '--budget', '3', '--json'], options)
  expect(first.status).toBe(4)
  expect(readOutput(first.out).summary).toMatchObject({ completed: 3, waiting: 5, creditCost: 3, stopped: 'budget' })
  expect(server.control.ledger()).toHaveLength(3)
  const second = await cli(['resume', ...toSandbox(server), '--budget', '2', '--json'], options)
  expect(second.status).toBe(4)
  expect(server.control.ledger()).toHaveLength(5)
  const third = await cli(['resume', ...toSandbox(server), '--json'], options)
  expect(third.status).toBe(0)
  expect(server.control.ledger()).toHaveLength(8)
})

it('counts what was really charged, beyond what was estimated', async () => {
  const server = await sandbox({ settings: { limits: { concurrent: 1 } } })
  // Ultra quality costs half as much again as the stated price.
  const content = jobs(4, { provider: 'flux-ultra', options: { quality: 'ultra' } })
  const { status, out } = await cli(['run', 'jobs.json', ...toSandbox(server), '--plan', 'free', '--budget', '15', '--json'], {
    cwd: folderWith({ 'jobs.json': content }), environment: keyOf(server),
  })
  expect(status).toBe(4)
  expect(readOutput(out).summary).toMatchObject({ completed: 2, waiting: 2, creditCost: 12 })
})

it('holds what has no price under a budget, and ends with 5', async () => {
  const server = await sandbox()
  const content = JSON.stringify([...(JSON.parse(jobs(1)) as object[]), { type: 'IMAGE', prompt: 'Whoever likes' }])
  const options = { cwd: folderWith({ 'jobs.json': content }), environment: keyOf(server) }
  const { status, out } = await cli(['run', 'jobs.json', ...toSandbox(server), '--budget', '100', '--json'], options)
  expect(status).toBe(5)
  const { last, summary } = readOutput(out)
  expect(summary).toMatchObject({ completed: 1, held: 1 })
  expect([...last.values()].find((line) => line.status === 'held')?.error).toMatchObject({ code: 'price-unknown' })
  expect(server.control.ledger()).toHaveLength(1)
  // Nothing but its user's word releases it.
  expect((await cli(['resume', ...toSandbox(server), '--budget', '100'], options)).status).toBe(5)
  expect(server.control.ledger()).toHaveLength(1)
  expect((await cli(['resume', ...toSandbox(server), '--budget', '100', '--allow-unknown-price'], options)).status).toBe(0)
  expect(server.control.ledger()).toHaveLength(2)
})

it('sends the jobs of its file alone; what waited before goes on waiting', async () => {
  const server = await sandbox({ credits: 0 })
  const folder = folderWith({ 'night.json': jobs(2), 'one.json': jobs(1, { prompt: 'Only this' }) })
  const options = { cwd: folder, environment: keyOf(server) }
  expect((await cli(['run', 'night.json', ...toSandbox(server)], options)).status).toBe(4)
  server.control.setCredits(100)
  expect((await cli(['run', 'one.json', ...toSandbox(server)], options)).status).toBe(0)
  expect(server.control.ledger()).toHaveLength(1)
  const { status, out } = await cli(['resume', ...toSandbox(server), '--json'], options)
  expect(status).toBe(0)
  expect(readOutput(out).summary).toMatchObject({ jobs: 2, completed: 2 })
})
