import { expect, test } from 'vitest'
import { dialects, type DialectName } from '../../../src-sandbox/dialects'
import { call, ended, generate, idOf, sandbox } from './client'

const introspection = { query: '{ g: __type(name: "Generation") { fields { name type { kind name } } } m: __type(name: "Mutation") { fields { name } } }' }

interface Seen {
  g: { fields: { name: string; type: { kind: string; name: string } }[] }
  m: { fields: { name: string }[] }
}

const open = (Object.keys(dialects) as DialectName[]).filter(name => dialects[name].introspection)

test.each(open)('introspection tells the %s dialect', async name => {
  const server = await sandbox({ dialect: name })
  const seen = (await call(server, introspection)).data as unknown as Seen
  const field = (wanted: string) => seen.g.fields.find(candidate => candidate.name === wanted)
  const dialect = dialects[name]
  expect(field('error')?.type.kind).toBe(dialect.error === 'object' ? 'OBJECT' : 'SCALAR')
  expect(field('errorCode') !== undefined).toBe(dialect.error === 'scalar')
  expect(field('metadata')?.type.kind).toBe(dialect.metadata === 'json' ? 'SCALAR' : 'OBJECT')
  expect(field('progress') !== undefined).toBe(dialect.progress)
  expect(seen.m.fields.some(candidate => candidate.name === 'generate')).toBe(dialect.generate)
})

test('a closed dialect refuses introspection and names unknown fields', async () => {
  const server = await sandbox({ dialect: 'closed-scalar' })
  expect((await call(server, introspection)).errors[0]?.message).toContain('introspection')
  const answer = await call(server, { query: 'query ($id: ID!) { generation(id: $id) { id progress error { code } } }', variables: { id: 'x' } })
  expect(answer.errors.map(error => error.message).join(' ')).toMatch(/"progress".*"error"/)
})

test('status, error and metadata come in the dialect’s own form', async () => {
  const server = await sandbox({ dialect: 'closed-scalar' })
  const done = await ended(server, idOf(await generate(server)), 'status metadata { width height duration format } error errorCode')
  expect(done).toEqual({ status: 'completed', metadata: { width: 64, height: 64, duration: null, format: 'png' }, error: null, errorCode: null })
  server.control.addFault({ kind: 'failGeneration', params: { message: 'Gave up' } })
  const failed = idOf(await generate(server))
  server.control.clearFaults()
  expect(await ended(server, failed, 'status error errorCode')).toEqual({ status: 'failed', error: 'Gave up', errorCode: 'GENERATION_FAILED' })
})

test('the dialect can change while the server runs', async () => {
  const server = await sandbox()
  server.control.set({ dialect: 'legacy' })
  expect((await generate(server)).errors[0]?.message).toContain('generate')
  server.control.set({ dialect: { generate: true } })
  expect((await generate(server)).errors).toEqual([])
})
