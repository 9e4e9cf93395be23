import { describe, test } from 'vitest'
import type { FaultRule } from '../../src-sandbox/faults'
import { onceEach } from './measure'
import { openWorld } from './world'

interface Unclear {
  row: number
  name: string
  fault: FaultRule
  /** The endpoint's own time limit, where the fault is to be slow. */
  answerMilliseconds?: number
}

const json = 'application/json'
const body = (text: string, executed = true): FaultRule => ({ kind: 'body', params: { body: text, contentType: json, executed } })
const cases: Unclear[] = [
  { row: 6, name: 'reset after the whole request, charged', fault: { kind: 'reset', params: { executed: true } } },
  { row: 7, name: 'reset after the whole request, not charged', fault: { kind: 'reset' } },
  { row: 8, name: 'an answer later than the last moment, charged', fault: { kind: 'delay', params: { ms: 2_500, executed: true } }, answerMilliseconds: 700 },
  { row: 9, name: 'a gateway gives 502 after the work', fault: { kind: 'status', params: { status: 502, executed: true, body: '<html>Bad gateway</html>', contentType: 'text/html' } } },
  { row: 9, name: 'a gateway gives 504 after the work', fault: { kind: 'status', params: { status: 504, executed: true } } },
  { row: 15, name: 'a body cut in the middle', fault: { kind: 'cutBody' } },
  { row: 15, name: 'a body cut after its first byte', fault: { kind: 'cutBody', params: { bytes: 1 } } },
  { row: 16, name: 'broken JSON', fault: body('{"data":{"generate":{"id":') },
  { row: 16, name: 'a mark of byte order and nothing after it', fault: body('\uFEFF') },
  { row: 16, name: 'NaN', fault: body('{"data":{"generate":{"id":"x","creditCost":NaN}}}') },
  { row: 16, name: 'a name twice', fault: body('{"data":{"generate":null},"data":{"generate":{"id":"x"}}}') },
  { row: 16, name: '__proto__ as a name', fault: body('{"__proto__":{"polluted":1},"data":{"generate":{"__proto__":{"id":"x"}}}}') },
  { row: 17, name: 'null and an error without a code', fault: { kind: 'errorCode', params: { code: null, executed: true } } },
  { row: 17, name: 'null and an error without a code, not charged', fault: { kind: 'errorCode', params: { code: null } } },
  { row: 19, name: 'an unknown code', fault: { kind: 'errorCode', params: { code: 'STRANGE_\u202EEDOC', executed: true } } },
  { row: 20, name: 'no id', fault: { kind: 'wrongType', params: { path: 'data.generate.id', value: null } } },
  { row: 20, name: 'an id that is an object', fault: { kind: 'wrongType', params: { path: 'data.generate.id', value: { a: 1 } } } },
  { row: 20, name: 'a list where the generation should be', fault: { kind: 'wrongType', params: { path: 'data.generate', value: [] } } },
  { row: 21, name: 'nested ten thousand deep', fault: { kind: 'huge', params: { depth: 10_000, executed: true } } },
  { row: 22, name: 'a redirect after the work', fault: { kind: 'redirect', params: { executed: true } } },
]

describe.concurrent('whether a paid request was executed is not clear: the same key and bytes, and one charge', () => {
  test.for(cases)('row $row: $name', async ({ fault, answerMilliseconds }, context) => {
    const world = await openWorld(context, {
      isDirect: true,
      ...(answerMilliseconds !== undefined && { timeouts: { connect: 5_000, answer: answerMilliseconds, idle: 5_000, body: 5_000 } }),
    })
    world.sandbox.control.addFault({ ...fault, match: { operation: 'generate', times: 1 } })
    const ids = await world.enqueue()
    const confirming = await world.desk.until(() => world.desk.job(ids[0] as string), (job) => job.wait?.reason === 'confirming' || job.status === 'completed')
    context.expect(confirming.status).not.toBe('failed')
    const [job] = await world.ended(ids)
    context.expect(job).toMatchObject({ status: 'completed', attempt: 1 })
    context.expect(world.paid().length).toBeGreaterThanOrEqual(2)
    context.expect(new Set(world.paid().map((seen) => seen.key)).size).toBe(1)
    onceEach(world, context.expect)
    context.expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test.for([
    ['for ever, not executed', 'replay-success', false],
    ['for ever, executed', 'replay-success', true],
    ['kept under the key', 'replay-all', false],
  ] as const)('row 10: 500 %s: held after three, no other key; "start new" is the user\'s word', async ([, manner, executed], context) => {
    const world = await openWorld(context, { isDirect: true, settings: { idempotency: { manner } } })
    world.sandbox.control.addFault({ kind: 'status', params: { status: 500, executed }, match: { operation: 'generate', ...(manner === 'replay-all' && { times: 1 }) } })
    const [id = ''] = await world.enqueue()
    const [job] = await world.ended([id])
    context.expect(job).toMatchObject({ status: 'held', heldReason: 'outcome-unknown' })
    context.expect(world.paid()).toHaveLength(3)
    await world.pass(120)
    context.expect(world.paid()).toHaveLength(3)
    context.expect(new Set(world.paid().map((seen) => seen.key)).size).toBe(1)
    context.expect(world.charges().length).toBeLessThanOrEqual(1)
    world.sandbox.control.clearFaults()
    if (manner === 'replay-all') await world.desk.queue.startNew([id])
    else await world.desk.queue.askAgain([id])
    context.expect((await world.ended([id]))[0]?.status).toBe('completed')
    context.expect(new Set(world.paid().map((seen) => seen.key)).size).toBe(manner === 'replay-all' ? 2 : 1)
    onceEach(world, context.expect)
  })

  test('row 18: data and errors together: accepted, the remark is kept, nothing is sent again', async (context) => {
    const world = await openWorld(context, { isDirect: true })
    world.sandbox.control.addFault({ kind: 'dataAndErrors', params: { message: 'Slow today' }, match: { operation: 'generate' } })
    const [job] = await world.ended(await world.enqueue())
    context.expect(job).toMatchObject({ status: 'completed', warnings: ['Slow today'] })
    context.expect(world.paid()).toHaveLength(1)
  })

  test('row 20: other fields of a wrong type: the id counts, the raw answer is kept, and a later answer mends it', async (context) => {
    const world = await openWorld(context, { isDirect: true })
    world.sandbox.control.addFault({ kind: 'wrongType', params: { path: 'data.generate.status', value: { a: [1] } }, match: { operation: 'generate', times: 1 } })
    const ids = await world.enqueue()
    const [job] = await world.ended(ids)
    context.expect(job?.status).toBe('completed')
    context.expect(world.paid()).toHaveLength(1)
    const evidence = world.desk.database.get<{ evidence: string | null }>('SELECT evidence FROM attempts')?.evidence
    if (evidence !== null && evidence !== undefined) context.expect(evidence.length).toBeLessThanOrEqual(20_000)
  })
})
