import { describe, expect, test } from 'vitest'
import type { Job } from '../../../../src-shared/job'
import { learn, richestDialect } from '../../../../src-main/api/dialect'
import { dialects, type DialectName } from '../../../../src-sandbox/dialects'
import { openDesk } from '../queue/desk'
import { request } from '../queue/requests'
import { sandbox } from '../../sandbox/client'

describe('every dialect of the page', () => {
  test.each(Object.keys(dialects) as DialectName[])('%s is learned for free, and a job is told to be done in it', async (dialect) => {
    const server = await sandbox({ dialect })
    const desk = openDesk({ sandbox: server })
    await desk.queue.start()
    const kling = (await desk.api.providers(desk.account())).find((provider) => provider.type === 'VIDEO' && provider.id.startsWith('kling'))
    const jobs = [request({ type: 'VIDEO', provider: kling?.id ?? null, prompt: 'A quiet street' })]
    const [id] = await desk.queue.enqueue({ batchName: '', jobs, first: false })
    const hasResult = (job: Job) => job.status !== 'queued' && job.phase !== 'submitting' && job.phase !== 'generating'
    expect((await desk.until(() => desk.job(id as string), hasResult)).error).toBeNull()
    expect(server.control.ledger()).toHaveLength(1)
    // Not one paid request was refused for the name of a field.
    const paid = server.control.requests().filter((seen) => seen.key !== null)
    expect(paid.map((seen) => seen.status)).toEqual([200])
  })

  test('is remembered over a restart', async () => {
    const server = await sandbox({ dialect: 'closed' })
    const first = openDesk({ sandbox: server })
    await first.api.prepare(first.account(), request())
    const folder = first.folder
    await first.queue.start()
    await first.close()
    server.control.clearRequests()
    const second = openDesk({ sandbox: server, folder })
    await second.api.prepare(second.account(), request())
    expect(server.control.requests()).toEqual([])
    await second.queue.start()
  })

  test('is learned anew when the endpoint changes it, without a failed job', async () => {
    const server = await sandbox()
    const desk = openDesk({ sandbox: server })
    await desk.api.prepare(desk.account(), request())
    server.control.set({ dialect: 'graphql' })
    await desk.queue.start()
    const [id] = await desk.queue.enqueue({ batchName: '', jobs: [request()], first: false })
    const [job] = await desk.untilEnded([id as string])
    expect(job).toMatchObject({ status: 'completed', attempt: 2 })
    expect(server.control.ledger()).toHaveLength(1)
  })
})

describe('what a refusal teaches', () => {
  test.each([
    ['Cannot query field "progress" on type "Generation".', { fields: richestDialect.fields.filter((field) => field !== 'progress') }],
    ["Cannot query field 'resolution' on type 'GenerationMetadata'.", { metadataFields: ['width', 'height', 'duration', 'format'] }],
    ['Field "metadata" of type "Metadata" must have a selection of subfields. Did you mean "metadata { ... }"?', { metadata: 'object' }],
    ['Field "error" must not have a selection since type "String" has no subfields.', { error: 'scalar' }],
    ['Cannot query field "generate" on type "Mutation". Did you mean "videoCreate"?', { start: 'videoCreate' }],
    ['Cannot query field "cancelGeneration" on type "Mutation".', { cancels: false }],
  ])('%s', (message, expected) => {
    expect(learn(richestDialect, [message])).toMatchObject(expected)
  })

  test('nothing is learned from other words', () => {
    expect(learn(richestDialect, ['Variable "$input" of required type "GenerateInput!" was not provided.', ''])).toBe(richestDialect)
  })
})
