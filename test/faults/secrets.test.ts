import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { redacting } from '../../src-main/log'
import { other } from './gateway'
import { openWorld } from './world'

const canary = 'canary-0f3c9a7d51-SECRET'

/** A key that is like no other, through a day on which everything goes wrong; afterwards it is looked for everywhere but where it belongs. */
test('the key is in no log, no file of profile or library, no event for the page, and in no request to another host', async () => {
  const lines: string[] = []
  const elsewhere: string[] = []
  const foreign = createServer((request, response) => {
    elsewhere.push(inspect([request.url, request.rawHeaders]))
    response.writeHead(200, { 'content-type': 'image/png' }).end('no')
  })
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void foreign.close(() => resolve())))
  const there = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`

  // What the log would write if it did not know the key at all: redacting is the second fence, not the first.
  const world = await openWorld({ onTestFinished }, { log: redacting((_level, line) => lines.push(line), () => []), settings: { keys: [canary] } })
  expect(world.desk.account().key).toBe(canary)
  const { control } = world.sandbox
  const echo = `You sent Authorization: Bearer`
  control.addFault({ kind: 'reset', params: { executed: true }, match: { operation: 'generate', nth: 1 } })
  control.addFault({ kind: 'status', params: { status: 502, executed: true, body: `<html>${echo}</html>`, contentType: 'text/html' }, match: { operation: 'generate', nth: 3 } })
  control.addFault({ kind: 'errorCode', params: { code: 'STRANGE' }, match: { operation: 'generate', nth: 5 } })
  control.addFault({ kind: 'redirect', params: { location: `${there}/graphql` }, match: { operation: 'generate', nth: 7 } })
  control.addFault({ kind: 'redirect', params: { location: `${there}/a.png` }, match: { operation: 'file', nth: 2 } })
  control.addFault({ kind: 'expired', match: { operation: 'file', nth: 4 } })
  control.addFault({ kind: 'page', match: { operation: 'file', nth: 6 } })
  await world.ended(await world.enqueue(8))
  world.gateway.act = other(307, '', { location: `${there}/graphql` })
  await world.enqueue()
  await world.pass(30)
  world.gateway.act = null
  control.set({ keys: ['another'] })
  await world.enqueue()
  await world.desk.until(world.desk.state, (state) => state.block?.reason === 'unauthorized')
  await world.restart()
  await world.pass(20)

  expect(world.gateway.seen.some((seen) => seen.headers.authorization === `Bearer ${canary}`)).toBe(true)
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.filter((line) => line.includes(canary))).toEqual([])
  expect(elsewhere.filter((request) => request.includes(canary))).toEqual([])
  const events = inspect([world.desk.events, await world.desk.queue.snapshot()], { depth: 20, maxArrayLength: null, maxStringLength: null })
  expect(events.includes(canary)).toBe(false)
  const files = readdirSync(world.desk.folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  expect(files.length).toBeGreaterThan(5)
  const bytes = Buffer.from(canary)
  expect(files.filter((file) => readFileSync(join(file.parentPath, file.name)).includes(bytes)).map((file) => file.name)).toEqual([])
  // Results are fetched without it, from the API's own host too.
  expect(control.requests().filter((seen) => seen.operations[0] === 'file' && seen.headers['authorization'] !== undefined)).toEqual([])
})
