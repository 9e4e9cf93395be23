import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { openWebhooks } from '../../../../src-main/webhooks'
import { silentLog } from '../../../../src-main/log'
import { openSettings } from '../../../../src-main/settings'
import { defaultWebhooks, type WebhookSettings, type WebhookState } from '../../../../src-shared/webhook'
import { freePort, hmacOf, send } from './calls'
import { closedAfterwards, memoryFile, memoryKeychain, until } from './room'

const secret = 'a secret of the endpoint'

function open(change: Partial<WebhookSettings> = {}, file = memoryFile(), keychain = memoryKeychain()) {
  const settings = openSettings(file, { libraryFolder: '/l' })
  const set = (next: Partial<WebhookSettings>) => settings.change({ webhooks: { ...settings.get().webhooks, ...next } })
  set(change)
  const told: WebhookState[] = []
  const nudged: string[] = []
  const webhooks = openWebhooks({
    settings, keychain, log: silentLog,
    announce: (_name, state) => told.push(state as WebhookState),
    nudge: (remoteId) => {
      nudged.push(remoteId)
      return remoteId === 'known'
    },
  })
  closedAfterwards(() => webhooks.stop())
  const becomes = (status: WebhookState['status']) => until(() => webhooks.state(), (state) => state.status === status)
  const pathOf = () => new URL(webhooks.state().localUrl).pathname
  const call = (id: string, key = secret) => {
    const body = JSON.stringify({ generation: { id } })
    return send({ port: settings.get().webhooks.port, path: pathOf(), body, headers: { 'X-Doitong-Signature': hmacOf(body, key) } })
  }
  return { settings, set, webhooks, told, nudged, keychain, file, becomes, pathOf, call }
}
const ready = async (): Promise<Partial<WebhookSettings>> => ({ enabled: true, port: await freePort(), publicUrl: 'https://tunnel.example.org' })

test('off until it is switched on, and then only with an address and a secret', async () => {
  const { webhooks, set, becomes, settings } = open()
  await webhooks.start()
  expect(settings.get().webhooks).toEqual(defaultWebhooks)
  expect(webhooks.state()).toMatchObject({ status: 'off', sentUrl: null, secrets: [] })
  set({ enabled: true, port: await freePort() })
  await becomes('no-address')
  set({ publicUrl: 'https://tunnel.example.org/studio/' })
  await becomes('no-secret')
  expect(webhooks.sentUrl()).toBeNull()
  await webhooks.addSecret(secret)
  await becomes('listening')
  expect(webhooks.sentUrl()).toMatch(/^https:\/\/tunnel\.example\.org\/studio\/[\w-]{32}$/)
  set({ enabled: false })
  await becomes('off')
  expect(webhooks.sentUrl()).toBeNull()
})

test('a call nudges its generation; what nobody knows is answered and counted', async () => {
  const { webhooks, call, nudged } = open(await ready())
  await webhooks.start()
  await webhooks.addSecret(secret)
  expect([await call('known'), await call('unknown'), await call('known', 'another')]).toEqual([204, 204, 401])
  expect(nudged).toEqual(['known', 'unknown'])
  expect(webhooks.state().counts).toEqual({ accepted: 2, unknownGeneration: 1, badSignature: 1, refused: 0 })
})

test('two secrets hold while one follows the other, and a removed one ends at once', async () => {
  const { webhooks, call, keychain } = open(await ready())
  await webhooks.start()
  await webhooks.addSecret(secret)
  expect((await webhooks.addSecret('the next secret')).secrets).toEqual([{ slot: 'first', place: 'keychain' }, { slot: 'second', place: 'keychain' }])
  await expect(webhooks.addSecret('a third secret')).rejects.toMatchObject({ code: 'not-possible-now' })
  expect([await call('known'), await call('known', 'the next secret')]).toEqual([204, 204])
  expect((await webhooks.removeSecret('first')).secrets).toEqual([{ slot: 'second', place: 'keychain' }])
  expect([await call('known'), await call('known', 'the next secret')]).toEqual([401, 204])
  expect([...keychain.kept.values()]).toEqual(['the next secret'])
  expect((await webhooks.removeSecret('second')).status).toBe('no-secret')
})

test('a start finds path and secrets again; a new path is another one', async () => {
  const first = open(await ready())
  await first.webhooks.start()
  await first.webhooks.addSecret(secret)
  const path = first.pathOf()
  await first.webhooks.stop()
  const { port } = first.settings.get().webhooks
  const again = open({ port }, first.file, first.keychain)
  await again.webhooks.start()
  expect(again.webhooks.state().status).toBe('listening')
  expect(again.pathOf()).toBe(path)
  expect(await again.call('known')).toBe(204)
  again.webhooks.renewPath()
  expect(again.pathOf()).not.toBe(path)
  expect(await send({ port, path, body: '', headers: {} })).toBe(404)
  expect(await again.call('known')).toBe(204)
})

test('no keychain: a secret holds for this run, and one that cannot be read is told', async () => {
  const keychain = memoryKeychain()
  keychain.problem = 'no bus'
  const { webhooks, becomes, file } = open(await ready(), memoryFile(), keychain)
  await webhooks.start()
  expect((await webhooks.addSecret(secret)).secrets).toEqual([{ slot: 'first', place: 'run' }])
  await becomes('listening')
  await webhooks.stop()
  file.write({ ...file.read(), webhookSecrets: ['first'] })
  const later = open({}, file, keychain)
  await later.webhooks.start()
  expect(later.webhooks.state()).toMatchObject({ status: 'secret-unreadable', secrets: [{ slot: 'first', place: 'keychain' }] })
  expect(later.webhooks.sentUrl()).toBeNull()
})

test('a port that is taken turns webhooks off, and another one on again', async () => {
  const other = createServer()
  const port = await new Promise<number>((resolve) => other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)))
  closedAfterwards(() => void other.close())
  const { webhooks, set, becomes, call } = open({ ...(await ready()), port })
  await webhooks.addSecret(secret)
  await webhooks.start()
  expect(webhooks.state().status).toBe('port-in-use')
  expect(webhooks.sentUrl()).toBeNull()
  const free = await freePort()
  set({ port: free })
  await becomes('listening')
  expect(await call('known')).toBe(204)
  const next = await freePort()
  set({ port: next })
  await until(() => call('known'), (status) => status === 204)
  expect(await send({ port: free, path: '/', body: '' })).toBeNull()
})

test('settings that changed a header hold for the next call, and many changes end where the last one says', async () => {
  const { webhooks, set, becomes, call } = open(await ready())
  await webhooks.start()
  await webhooks.addSecret(secret)
  set({ signatureHeader: 'X-Other' })
  expect(await call('known')).toBe(401)
  set({ signatureHeader: 'X-Doitong-Signature' })
  expect(await call('known')).toBe(204)
  for (let change = 0; change < 20; change++) set({ enabled: change % 2 === 1 })
  await becomes('listening')
  expect(await call('known')).toBe(204)
})
