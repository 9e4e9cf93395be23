import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImportTable, TableRows } from '../../../../src-shared/table'
import { model, openCreateDesk, option, type CreateDesk } from './studioCreate'

const nowhere = { url: 'http://127.0.0.1:9/graphql', key: '' }
const models = [model('lake', [option('seed', 'seed', ['0..99']), option('ratio', 'enum', ['1:1', '16:9']), option('tags', 'list')]), model('hill', [], null)]
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
const read = async ({ handlers }: CreateDesk, text: string) => (await handlers['create.readTable']({ kind: 'text', text }, null))!
const rowsOf = ({ columns, rows }: ImportTable): TableRows => rows.map(({ line, cells }) => ({ line, fields: cells.map((value, at) => ({ name: columns[at]!, value })) }))

describe('an imported table', () => {
  it('is read as it looks: lines, CSV, JSON or JSON Lines', async () => {
    const desk = openCreateDesk(nowhere, models)
    expect(await read(desk, 'A calm lake, at dawn\n\nA wild sea')).toMatchObject({ format: 'lines', columns: ['prompt'], rows: [{ line: 1, cells: ['A calm lake, at dawn'] }, { line: 3, cells: ['A wild sea'] }] })
    expect(await read(desk, 'Prompt;ratio\n"A; b";1:1\n')).toMatchObject({ format: 'csv', columns: ['Prompt', 'ratio'], rows: [{ line: 2, cells: ['A; b', '1:1'] }] })
    expect(await read(desk, '[{"prompt":"a","options":{"tags":["x","y"]}},{"prompt":"b","count":2}]')).toMatchObject({
      format: 'json', columns: ['prompt', 'options.tags', 'count'], rows: [{ cells: ['a', '["x","y"]', ''] }, { cells: ['b', '', '2'] }],
    })
    const lines = await read(desk, '{"prompt":"a"}\n{"prompt":\n')
    expect(lines).toMatchObject({ format: 'jsonl', rows: [{ line: 1 }], problems: [{ line: 2, code: 'unreadable' }] })
    expect(await desk.handlers['create.readTable']({ kind: 'again', id: lines.id }, 'lines')).toMatchObject({ format: 'lines', rows: [{ line: 1 }, { line: 2 }] })
    await expect(read(desk, '\n')).rejects.toMatchObject({ code: 'unreadable-file' })
  })
  it('is checked against what the API offers, and enqueued whole or not at all', async () => {
    const desk = openCreateDesk(nowhere, models)
    const table = await read(desk, 'type,provider,prompt,ratio,count\nIMAGE,lake,A,1:1,3\nIMAGE,lake,B,5:4,\nIMAGE,hill,C,,2\nIMAGE,,,,\n')
    const check = await desk.handlers['create.checkRows'](table.id, rowsOf(table))
    expect(check.problems.map(({ line, field, code }) => [line, field, code])).toEqual([[3, 'ratio', 'not-allowed'], [5, 'prompt', 'required']])
    expect(check).toMatchObject({ jobs: 5, knownCredits: 6, unknownJobs: 2 })
    const add = { batchName: 'Rows', first: false }
    await expect(desk.handlers['create.enqueueRows'](table.id, rowsOf(table), add)).rejects.toMatchObject({ code: 'rows-unclear' })
    expect(await desk.desk.jobs()).toEqual([])
    await desk.handlers['create.enqueueRows'](table.id, rowsOf(table).filter(({ line }) => line === 2 || line === 4), add)
    const jobs = await desk.desk.jobs()
    expect(jobs.map(({ request }) => [request.prompt, request.provider])).toEqual([['A', 'lake'], ['A', 'lake'], ['A', 'lake'], ['C', 'hill'], ['C', 'hill']])
    expect(new Set(jobs.slice(0, 3).map(({ request }) => request.options['seed'])).size).toBe(3)
    expect((await desk.desk.queue.snapshot()).batches).toMatchObject([{ name: 'Rows', kind: 'list' }])
  })
  it('takes files only where the file itself names them', async () => {
    const desk = openCreateDesk(nowhere, models)
    writeFileSync(join(desk.desk.folder, 'a.png'), pixel)
    writeFileSync(join(desk.desk.folder, 'secret.png'), pixel)
    const file = join(desk.desk.folder, 'list.csv')
    writeFileSync(file, 'type,prompt,image\nIMAGE,A,a.png\n')
    const table = (await desk.handlers['create.readTable']({ kind: 'dropped', token: file }, null))!
    expect(table.fileName).toBe('list.csv')
    const codes = async (value: string) =>
      (await desk.handlers['create.checkRows'](table.id, [{ line: 2, fields: [{ name: 'type', value: 'IMAGE' }, { name: 'image', value }] }])).problems.map(({ code }) => code)
    expect(await codes('a.png')).toEqual([])
    expect(await codes('secret.png')).toEqual(['no-such-file'])
    const pasted = await read(desk, 'type,prompt,image\nIMAGE,A,a.png\n')
    expect((await desk.handlers['create.checkRows'](pasted.id, rowsOf(pasted))).problems.map(({ code }) => code)).toEqual(['no-such-file'])
    await desk.handlers['create.enqueueRows'](table.id, rowsOf(table), { batchName: '', first: false })
    expect((await desk.desk.jobs())[0]!.request.references).toMatchObject([{ input: 'image', source: { kind: 'kept' } }])
  })
})
