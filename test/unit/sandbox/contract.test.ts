import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { call, ended, generate, idOf, sandbox } from './client'

test('a generation is charged, runs and ends with an address', async () => {
  const server = await sandbox({ credits: 10 })
  const answer = await generate(server, { provider: 'flux-ultra', options: { quality: 'ultra', aspectRatio: '16:9', seed: 42 } })
  expect(answer.errors).toEqual([])
  expect(answer.data?.['generate']).toMatchObject({ creditCost: 6, url: null })
  const done = await ended(server, idOf(answer))
  expect(done).toMatchObject({ status: 'COMPLETED', progress: 100, error: null, creditCost: 6 })
  expect(server.control.ledger()).toMatchObject([{ credits: 6, generationId: idOf(answer), reason: 'generate' }])
  expect(server.control.credits()).toBe(4)
})

test('the samples of the vendor’s page are all accepted', async () => {
  const server = await sandbox()
  const samples = [
    { type: 'VIDEO', provider: 'minimax', input: { text: 'A serene mountain landscape at sunset' }, options: { duration: 10, resolution: '1080p', style: 'cinematic' } },
    { type: 'VIDEO', provider: null, input: { text: 'A majestic eagle' }, options: { duration: 10, resolution: '1080p' } },
    { type: 'VIDEO', provider: 'kling', input: { text: 'Epic space battle scene' }, options: { mode: 'pro', duration: 10, aspectRatio: '16:9' } },
    { type: 'IMAGE', provider: 'flux-ultra', input: { text: 'Product' }, options: { aspectRatio: '16:9', quality: 'ultra' } },
    { type: 'AUDIO', provider: 'elevenlabs', input: { text: 'Welcome' }, options: { voice: 'rachel', emotion: 'excited', speed: 1.0 } },
    { type: 'AVATAR', provider: 'heygen', input: { text: 'Hello', voice: 'professional_female' }, options: { avatarId: 'kate', background: 'modern_office', gesture: 'friendly' } },
  ]
  for (const sample of samples) expect((await generate(server, sample)).errors, JSON.stringify(sample)).toEqual([])
  const inline = await call(server, { query: 'mutation { generate(input: { type: VIDEO, input: { text: "Epic dragon battle" }, priority: QUALITY }) { id status provider creditCost } }' })
  expect(inline.data?.['generate']).toMatchObject({ provider: 'kling-2.1-master' })
  const older = await call(server, { query: 'mutation CreateVideo($input: VideoCreateInput!) { videoCreate(input: $input) { id status videoUrl } }', variables: { input: { prompt: 'Sunset', model: 'luma', duration: 9 } } })
  expect(older.data?.['videoCreate']).toMatchObject({ videoUrl: null })
})

test('a wrong key is refused before anything is executed', async () => {
  const server = await sandbox()
  const answer = await call(server, { query: '{ providers(type: IMAGE) { id } }', apiKey: 'wrong' })
  expect(answer.status).toBe(401)
  expect(answer.errors[0]?.extensions?.code).toBe('UNAUTHENTICATED')
  server.control.set({ keys: ['another'] })
  expect((await generate(server)).status).toBe(401)
  expect(server.control.ledger()).toEqual([])
})

test('each refusal has its code, names the field, and charges nothing', async () => {
  const server = await sandbox({ credits: 3 })
  const cases: [input: Parameters<typeof generate>[1], code: string, field?: string][] = [
    [{ provider: 'flux-ultra' }, 'INSUFFICIENT_CREDITS'],
    [{ provider: 'nobody' }, 'INVALID_INPUT', 'provider'],
    [{ options: { unheardOf: 1 } }, 'INVALID_INPUT', 'options.unheardOf'],
    [{ options: { aspectRatio: '7:5' } }, 'INVALID_INPUT', 'options.aspectRatio'],
    [{ options: { steps: 51 } }, 'INVALID_INPUT', 'options.steps'],
    [{ options: { steps: '20' } }, 'INVALID_INPUT', 'options.steps'],
    [{ provider: 'flux-tuned' }, 'INVALID_INPUT', 'options.quality'],
    [{ input: {} }, 'INVALID_INPUT', 'input.text'],
    [{ input: { text: 'x', image: 'data:image/png;base64,AAAA' } }, 'INVALID_INPUT', 'input.image'],
    [{ provider: 'stable-diffusion', input: { text: 'x', image: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA' } }, 'INVALID_INPUT', 'input.image'],
    [{ provider: 'stable-diffusion', input: { text: 'x', image: 'file:///etc/hostname' } }, 'INVALID_INPUT', 'input.image'],
    [{ type: 'VIDEO', provider: 'hailuo-i2v', input: { text: 'x' } }, 'INVALID_INPUT', 'input.image'],
  ]
  for (const [input, code, field] of cases) {
    const answer = await generate(server, input)
    expect(answer.errors[0]?.extensions, JSON.stringify(input)).toEqual(field === undefined ? { code } : { code, field })
  }
  server.control.setProviderAvailable('flux-dev', false)
  expect((await generate(server)).errors[0]?.extensions?.code).toBe('PROVIDER_UNAVAILABLE')
  expect(server.control.ledger()).toEqual([])
})

test('a mutation without its required variable is validated and not executed', async () => {
  const server = await sandbox()
  const answer = await call(server, { query: 'mutation ($input: GenerateInput!) { generate(input: $input) { id } }', idempotencyKey: 'probe' })
  expect(answer.errors).not.toEqual([])
  expect(server.control.ledger()).toEqual([])
  const later = await generate(server, {}, 'probe')
  expect(later.errors).toEqual([])
})

test('a failed generation tells why and gives its credits back', async () => {
  const server = await sandbox()
  server.control.addFault({ kind: 'failGeneration', match: { operation: 'generate', nth: 1 } })
  const answer = await generate(server)
  const done = await ended(server, idOf(answer))
  expect(done).toMatchObject({ status: 'FAILED', url: null, creditCost: 0, error: { code: 'GENERATION_FAILED' } })
  expect(server.control.ledger().map(charge => charge.credits)).toEqual([1, -1])
})

test('a running generation can be canceled once', async () => {
  const server = await sandbox({ settings: { timeScale: 100 } })
  const id = idOf(await generate(server))
  const cancel = { query: 'mutation ($id: ID!) { cancelGeneration(id: $id) }', variables: { id } }
  expect((await call(server, cancel)).data).toEqual({ cancelGeneration: true })
  expect((await call(server, cancel)).data).toEqual({ cancelGeneration: false })
  expect(await ended(server, id)).toMatchObject({ status: 'CANCELED' })
  expect(server.control.credits()).toBe(1_000)
})

test('many generations are polled through aliases in one request', async () => {
  const server = await sandbox()
  const ids = [idOf(await generate(server)), idOf(await generate(server))]
  const answer = await call(server, { query: `{ a: generation(id: "${ids[0]}") { id } b: generation(id: "${ids[1]}") { id } c: generation(id: "gen_lost") { id } }` })
  expect(answer.data).toEqual({ a: { id: ids[0] }, b: { id: ids[1] }, c: null })
  expect(server.control.requests().at(-1)?.operations).toEqual(['generation', 'generation', 'generation'])
})

test('the end of a generation is told to a loopback webhook, signed over the raw body', async () => {
  const server = await sandbox({ settings: { webhookSecret: 'hush' } })
  const calls: { signature: string; body: string }[] = []
  const receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      calls.push({ signature: String(request.headers['x-doitong-signature']), body })
      response.end()
    })
  })
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
  try {
    const webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
    const id = idOf(await generate(server, { webhookUrl }))
    await generate(server, { webhookUrl: 'https://elsewhere.invalid/hook' })
    await expect.poll(() => server.control.deliveries().map(delivery => delivery.outcome).sort(), { timeout: 20_000 }).toEqual([200, 'refused'])
    expect(calls).toHaveLength(1)
    expect(calls[0]?.signature).toBe(createHmac('sha256', 'hush').update(calls[0]?.body ?? '').digest('hex'))
    expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({ event: 'generation.completed', generation: { id, status: 'COMPLETED' } })
  } finally {
    receiver.close()
  }
})
