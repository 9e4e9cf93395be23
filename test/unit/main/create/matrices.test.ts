import { describe, expect, it } from 'vitest'
import { matrixSchema, type Matrix } from '../../../../src-shared/matrix'
import { sandbox } from '../../sandbox/client'
import { model, openCreateDesk, option } from './studioCreate'

const nowhere = { url: 'http://127.0.0.1:9/graphql', key: '' }
const models = [
  model('lake', [option('seed', 'seed', ['0..99']), option('ratio', 'enum', ['1:1', '16:9']), option('steps', 'integer', ['1..50'])]),
  model('hill', [option('seed', 'integer'), option('ratio', 'enum', ['1:1', '4:3'])], null),
]
const matrix = (change: object): Matrix => matrixSchema.parse({ type: 'IMAGE', prompt: { text: 'A {red|blue|green} boat' }, models: ['lake'], ...change })
const add = (expectedJobs: number) => ({ batchName: 'Night', first: false, expectedJobs })

describe('a matrix', () => {
  it('is expanded where it is enqueued, and its jobs know where they stand', async () => {
    const { desk, handlers } = openCreateDesk(nowhere, models)
    const ids = await handlers['create.enqueue'](matrix({ models: ['lake', 'hill'], copies: 2, options: { ratio: '1:1' } }), add(12))
    const jobs = (await desk.jobs()).sort((a, b) => a.position - b.position)
    expect(jobs.map(({ id }) => id)).toEqual(ids)
    expect(jobs.slice(0, 4).map(({ request, axes }) => [request.prompt, request.provider, axes?.prompt, axes?.copy])).toEqual([
      ['A red boat', 'lake', 0, 0], ['A red boat', 'lake', 0, 1], ['A red boat', 'hill', 0, 0], ['A red boat', 'hill', 0, 1],
    ])
    // Cells that are to be compared have the same seeds.
    const seeds = jobs.map(({ request }) => request.options['seed'])
    expect(new Set(seeds).size).toBe(2)
    expect(seeds.slice(0, 2)).toEqual(seeds.slice(2, 4))
    expect((await desk.queue.snapshot()).batches).toMatchObject([{ name: 'Night', kind: 'matrix' }])
    expect(await handlers['create.history']('', 10)).toEqual(['A {red|blue|green} boat'])
  })
  it('sweeps options, and gives each model what it takes', async () => {
    const { desk, handlers } = openCreateDesk(nowhere, models)
    const sweeps = [{ name: 'ratio', values: ['1:1', '16:9'] }, { name: 'steps', values: [10, 20] }]
    await handlers['create.enqueue'](matrix({ prompt: { text: 'A boat' }, models: ['lake', 'hill'], sweeps, options: { mood: 'calm' } }), add(5))
    const made = (await desk.jobs()).map(({ request, axes }) => [request.provider, axes?.options, request.options])
    expect(made).toEqual([
      ...[['1:1', 10], ['1:1', 20], ['16:9', 10], ['16:9', 20]].map(([ratio, steps]) => ['lake', { ratio, steps }, { ratio, steps, mood: 'calm' }]),
      ['hill', { ratio: '1:1' }, { ratio: '1:1', mood: 'calm' }],
    ])
  })
  it('draws the same prompts from the same seed', async () => {
    const { handlers } = openCreateDesk(nowhere, models)
    const prompt = { text: '{a|b|c|d|e} {f|g|h}', mode: 'random' as const, count: 6, seed: 3 }
    const shown = await handlers['create.preview'](prompt, 100)
    expect(shown).toMatchObject({ count: 15, issues: [] })
    expect(shown.samples).toHaveLength(6)
    expect((await handlers['create.preview'](prompt, 3)).samples).toEqual(shown.samples.slice(0, 3))
  })
  it('adds what was shown, or nothing', async () => {
    const { desk, handlers } = openCreateDesk(nowhere, models)
    await expect(handlers['create.enqueue'](matrix({}), add(2))).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await expect(handlers['create.enqueue'](matrix({ prompt: { text: 'A __lens__' } }), add(1))).rejects.toMatchObject({ code: 'prompt-unclear' })
    await expect(handlers['create.enqueue'](matrix({ prompt: { text: '{a|b}'.repeat(14) } }), add(1))).rejects.toMatchObject({ code: 'too-many-jobs', details: { most: 10_000 } })
    await expect(handlers['create.enqueue'](matrix({ prompt: { text: '{a|b}'.repeat(200) } }), add(1))).rejects.toMatchObject({ code: 'too-many-jobs' })
    expect(await desk.jobs()).toEqual([])
    expect(await handlers['create.history']('', 10)).toEqual([])
  })
  it('keeps prompts that were used, and finds them by their words', async () => {
    const { handlers } = openCreateDesk(nowhere, models)
    for (const text of ['A calm lake', 'A wild 100% sea', 'A calm sea']) await handlers['create.enqueue'](matrix({ prompt: { text } }), add(1))
    await handlers['create.enqueue'](matrix({ prompt: { text: 'A calm lake' } }), add(1))
    expect((await handlers['create.history']('', 10))).toHaveLength(3)
    expect(await handlers['create.history']('sea calm', 10)).toEqual(['A calm sea'])
    expect(await handlers['create.history']('100%', 10)).toEqual(['A wild 100% sea'])
    await handlers['create.forgetPrompt']('A calm sea')
    expect(await handlers['create.history']('calm', 10)).toEqual(['A calm lake'])
  })
  it('can be copied as a command that asks for the same, without the key', async () => {
    const server = await sandbox()
    const { handlers, desk } = openCreateDesk(server, models)
    const command = await handlers['create.curl']({ matrix: matrix({ prompt: { text: "It's {red|blue}" }, options: { ratio: '16:9' } }) })
    expect(command).toContain('Authorization: Bearer $DOITONG_API_KEY')
    expect(command).not.toContain(server.key)
    expect(command).toContain(String.raw`"text":"It'\''s red"`)
    const [id] = await handlers['create.enqueue'](matrix({ prompt: { text: 'A boat' } }), add(1))
    const body = /--data-raw '(.*)'$/s.exec(await handlers['create.curl']({ jobId: id! }))![1]!
    expect(JSON.parse(body)).toEqual(JSON.parse((await desk.api.prepare(desk.account(), (await desk.job(id!)).request)).join('')))
    await expect((async () => handlers['create.curl']({ jobId: 'nobody' }))()).rejects.toMatchObject({ code: 'not-found' })
  })
})
