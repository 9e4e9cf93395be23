import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sandbox } from '../../sandbox/client'
import { bundleCli, type Bundle } from './bundle'
import { folderWith, keyOf, readOutput, start, toSandbox } from './program'

let bundle: Bundle
beforeAll(async () => {
  bundle = await bundleCli()
})
afterAll(() => bundle.remove())

const file = (count: number) => JSON.stringify(Array.from({ length: count }, (_, index) => ({ type: 'IMAGE', provider: 'flux-dev', prompt: `Idea ${index}` })))

it('stops cleanly at SIGTERM, and goes on with what waits', async () => {
  const server = await sandbox({ settings: { timeScale: 0.2, limits: { concurrent: 2 } } })
  const options = { cwd: folderWith({ 'jobs.json': file(6) }), environment: keyOf(server) }
  const running = start(bundle.entry, ['run', 'jobs.json', ...toSandbox(server), '--json'], options)
  expect(await running.line((line) => line.includes('"generating"'))).not.toBeNull()
  running.child.kill('SIGTERM')
  const { status, signal, out } = await running.ended
  expect({ status, signal }).toEqual({ status: 143, signal: null })
  const { summary } = readOutput(out)
  expect(summary).toMatchObject({ jobs: 6, stopped: 'signal', status: 143 })
  expect(Number(summary['waiting'])).toBeGreaterThan(0)
  const second = await start(bundle.entry, ['resume', ...toSandbox(server), '--json'], options).ended
  expect(second.status).toBe(0)
  expect(readOutput(second.out).summary).toMatchObject({ jobs: summary['waiting'], completed: summary['waiting'] })
  expect(server.control.ledger()).toHaveLength(6)
})

it('loses nothing and pays nothing twice when it is killed at any moment', async () => {
  const server = await sandbox({ settings: { timeScale: 0.05, limits: { concurrent: 3 } } })
  const folder = folderWith({ 'jobs.json': file(12) })
  const options = { cwd: folder, environment: keyOf(server) }
  let verb = ['run', 'jobs.json']
  for (const moment of ['"submitting"', '"generating"', '"downloading"', '"saving"', '"completed"']) {
    const running = start(bundle.entry, [...verb, ...toSandbox(server), '--json'], options)
    await running.line((line) => line.includes(moment))
    running.child.kill('SIGKILL')
    await running.ended
    verb = ['resume']
  }
  const last = await start(bundle.entry, ['resume', ...toSandbox(server), '--json'], options).ended
  expect(last.status).toBe(0)
  const ledger = server.control.ledger()
  expect(ledger.map((charge) => charge.credits)).toEqual(Array.from({ length: 12 }, () => 1))
  expect(new Set(ledger.map((charge) => charge.key)).size).toBe(12)
  const results = readdirSync(join(folder, 'library'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.png') && !name.includes('.doitong'))
  expect(results).toHaveLength(12)
})
