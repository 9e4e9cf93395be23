import { expect, test } from 'vitest'
import { call, ended, generate, idOf, sandbox } from './client'

test('the control endpoint opens with its token only', async () => {
  const server = await sandbox({ controlToken: 'let-me', credits: 5 })
  const control = (method: string, path: string, body?: unknown, token = 'let-me') =>
    fetch(`${server.controlUrl}/${path}`, { method, headers: { authorization: `Bearer ${token}` }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  expect((await control('GET', 'ledger', undefined, 'guess')).status).toBe(401)
  expect((await control('GET', 'nothing')).status).toBe(404)
  await generate(server)
  expect(await (await control('GET', 'ledger')).json()).toMatchObject([{ credits: 1 }])
  await control('PUT', 'credits', { credits: 77 })
  expect(await (await control('GET', 'credits')).json()).toEqual({ credits: 77 })
  expect((await control('PATCH', 'settings', { noSuch: 1 })).status).toBe(400)
  expect((await control('PATCH', 'settings', { dialect: 'python', timeScale: 2 })).status).toBe(200)
  expect(server.control.settings()).toMatchObject({ timeScale: 2, dialect: { status: 'lower' } })
  const { id } = (await (await control('POST', 'faults', { kind: 'reset' })).json()) as { id: string }
  expect(await (await control('DELETE', `faults/${id}`)).json()).toEqual({ removed: true })
})

test('without a token there is no control endpoint', async () => {
  const server = await sandbox()
  expect(server.controlUrl).toBeNull()
  expect((await fetch(server.url.replace('/graphql', '/control/ledger'))).status).toBe(404)
})

test('a provider with options never seen before works while the server runs', async () => {
  const server = await sandbox()
  server.control.putProvider({
    id: 'brand-new', type: 'IMAGE', name: 'Brand new', credits: 2.25,
    options: [{ name: 'glow', type: 'number', required: true, description: 'How much it glows.', allowedValues: ['0..11'] }],
  })
  const listed = await call(server, { query: '{ providers(type: IMAGE) { id pricing { creditCost } options { name allowedValues } } }' })
  expect(listed.data?.['providers']).toContainEqual({ id: 'brand-new', pricing: { creditCost: 2.25 }, options: [{ name: 'glow', allowedValues: ['0..11'] }] })
  expect((await generate(server, { provider: 'brand-new' })).errors[0]?.extensions?.field).toBe('options.glow')
  const id = idOf(await generate(server, { provider: 'brand-new', options: { glow: 10.5 } }))
  expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED', creditCost: 2.25 })
  server.control.removeProvider('brand-new')
  expect((await generate(server, { provider: 'brand-new' })).errors[0]?.extensions?.field).toBe('provider')
})

test('a refund after the fact shows in a later answer', async () => {
  const server = await sandbox()
  const id = idOf(await generate(server, { provider: 'flux-ultra' }))
  await ended(server, id)
  server.control.refund(id, 1.5)
  expect(await ended(server, id)).toMatchObject({ creditCost: 2.5 })
})

test('waiting can be ended and a generation forgotten', async () => {
  const server = await sandbox({ settings: { timeScale: 100 } })
  const id = idOf(await generate(server))
  server.control.hurry(id)
  expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED' })
  server.control.forget(id)
  expect((await call(server, { query: `{ generation(id: "${id}") { id } }` })).data).toEqual({ generation: null })
})
