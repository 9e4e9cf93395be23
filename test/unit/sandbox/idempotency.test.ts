import { expect, test } from 'vitest'
import type { IdempotencyManner } from '../../../src-sandbox/settings'
import { ended, generate, idOf, sandbox } from './client'

const manner = (name: IdempotencyManner) => ({ settings: { idempotency: { manner: name } } })

test('the same key and body give the same answer and one charge', async () => {
  const server = await sandbox()
  const first = await generate(server, {}, 'one')
  const again = await generate(server, {}, 'one')
  expect(again.data).toEqual(first.data)
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  expect(server.control.ledger()).toHaveLength(1)
})

test('two requests at once under one key are one execution', async () => {
  const server = await sandbox()
  const answers = await Promise.all(Array.from({ length: 6 }, () => generate(server, {}, 'race')))
  expect(server.control.ledger()).toHaveLength(1)
  for (const answer of answers) expect([200, 409]).toContain(answer.status)
})

test('the same key with another body is refused with 422', async () => {
  const server = await sandbox()
  await generate(server, {}, 'two')
  const other = await generate(server, { input: { text: 'Another idea' } }, 'two')
  expect(other.status).toBe(422)
  expect(server.control.ledger()).toHaveLength(1)
})

test('after an error, manners differ', async () => {
  for (const [name, expected] of [['replay-success', 'ok'], ['reexecute-failed', 'ok'], ['none', 'ok'], ['replay-all', 'PROVIDER_UNAVAILABLE']] as const) {
    const server = await sandbox(manner(name))
    server.control.setProviderAvailable('flux-dev', false)
    await generate(server, {}, 'three')
    server.control.setProviderAvailable('flux-dev', true)
    const again = await generate(server, {}, 'three')
    expect(again.errors[0]?.extensions?.code ?? 'ok', name).toBe(expected)
  }
})

test('an answer lost after the charge is recalled under its key, not paid again', async () => {
  for (const name of ['replay-success', 'replay-all', 'reexecute-failed'] as const) {
    const server = await sandbox(manner(name))
    server.control.addFault({ kind: 'reset', match: { operation: 'generate', nth: 1 }, params: { executed: true } })
    await expect(generate(server, {}, 'four')).rejects.toThrow()
    const again = await generate(server, {}, 'four')
    expect(server.control.ledger(), name).toHaveLength(1)
    expect(idOf(again)).toBe(server.control.ledger()[0]?.generationId)
  }
})

test('without keys each request is a charge of its own', async () => {
  const server = await sandbox(manner('none'))
  await generate(server, {}, 'five')
  await generate(server, {}, 'five')
  expect(server.control.ledger()).toHaveLength(2)
})

test('a key whose generation failed starts another one where the manner is so', async () => {
  const server = await sandbox(manner('reexecute-failed'))
  server.control.addFault({ kind: 'failGeneration', match: { operation: 'generate', nth: 1 } })
  const first = idOf(await generate(server, {}, 'six'))
  await ended(server, first)
  expect(idOf(await generate(server, {}, 'six'))).not.toBe(first)
})

test('a server error is replayed for ever where everything is', async () => {
  const server = await sandbox(manner('replay-all'))
  server.control.addFault({ kind: 'status', match: { operation: 'generate', nth: 1 }, params: { status: 500, executed: true } })
  for (let time = 0; time < 3; time++) expect((await generate(server, {}, 'seven')).status).toBe(500)
  expect(server.control.ledger()).toHaveLength(1)
})

test('past its lifetime a key is a new one', async () => {
  const server = await sandbox({ settings: { idempotency: { lifetimeSeconds: 0 } } })
  const first = idOf(await generate(server, {}, 'eight'))
  await new Promise(resolve => setTimeout(resolve, 5))
  expect(idOf(await generate(server, {}, 'eight'))).not.toBe(first)
})
