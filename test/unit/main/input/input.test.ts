import fc from 'fast-check'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { jobsOf, readRows } from '../../../../src-main/input'
import { rowsOfCsv } from '../../../../src-main/input/csvRows'
import { JsonError, parseLocated } from '../../../../src-main/input/json'
import { rowsOfJson, rowsOfJsonLines } from '../../../../src-main/input/jsonRows'
import type { KeptReference } from '../../../../src-shared/media'
import type { Provider } from '../../../../src-shared/provider'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function fileWith(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-input-'))
  folders.push(folder)
  mkdirSync(join(folder, 'stills'))
  writeFileSync(join(folder, 'stills', 'a.png'), 'a')
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const option = (name: string, type: string, allowedValues: string[] = [], required = false) => ({ name, type, required, description: '', allowedValues })
const base = { name: '', description: '', features: [], limitations: [], creditCost: 1, estimatedSeconds: 5 }
const providers: Provider[] = [
  {
    ...base, id: 'lake', type: 'IMAGE',
    options: [
      option('seed', 'seed', ['0..99']), option('aspectRatio', 'enum', ['1:1', '16:9']), option('steps', 'integer', ['1..50']), option('raw', 'boolean'),
      option('style', 'string'), option('tint', 'color'),
    ],
  },
  { ...base, id: 'voice', type: 'AUDIO', options: [option('voice', 'enum', ['kate'], true), option('speed', 'number', ['0.5..2'])] },
  { ...base, id: 'face', type: 'AVATAR', options: [] },
]
const kept = (hash: string, kind: KeptReference['kind'] = 'image'): KeptReference => ({
  hash, kind, fileName: 'a.png', sizeBytes: 1, width: 1, height: 1, durationSeconds: null, itemId: null,
})

async function read(name: string, content: string, offered: readonly Provider[] | null = providers) {
  const file = fileWith(name, content)
  return jobsOf({ rows: readRows(file), offer: { providers: offered, folder: dirname(file) }, keep: async () => kept('f'.repeat(64)) })
}
const messages = (problems: readonly { line: number; field: string | null; message: string }[]) => problems.map(({ line, field, message }) => `${line} ${field}: ${message}`)

describe('JSON that knows its lines', () => {
  it('reads what JSON.parse reads, and to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 2), (value, indent) => {
        expect(parseLocated(JSON.stringify(value, null, indent)).plain).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('refuses what JSON.parse refuses', () => {
    const text = fc.oneof(fc.string(), fc.jsonValue().chain((value) => fc.tuple(fc.nat(), fc.string({ maxLength: 3 })).map(([at, noise]) => {
      const whole = JSON.stringify(value)
      return whole.slice(0, at % (whole.length + 1)) + noise + whole.slice(at % (whole.length + 1))
    })))
    fc.assert(
      fc.property(text, (source) => {
        let expected: unknown
        try {
          expected = JSON.parse(source)
        } catch {
          expect(() => parseLocated(source)).toThrow(JsonError)
          return
        }
        expect(parseLocated(source).plain).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('says on which line each thing stands, and where it cannot be read', () => {
    const root = parseLocated('{\n "a": 1,\n "b": [\n  true,\n  {}\n ]\n}')
    expect(root.members?.map(({ name, line }) => [name, line])).toEqual([['a', 2], ['b', 3]])
    expect(root.members?.[1]?.value.elements?.map(({ line }) => line)).toEqual([4, 5])
    expect(() => parseLocated('[\n1,\n]')).toThrow(expect.objectContaining({ line: 3 }))
    expect(() => parseLocated('['.repeat(100))).toThrow(/deeply/)
    expect(parseLocated('{"__proto__": {"x": 1}}').plain).not.toHaveProperty('x')
  })
})

describe('rows', () => {
  it('counts the lines of CSV through quotes, blank lines and Windows line ends', () => {
    const { rows, problems } = rowsOfCsv('type,prompt\r\nIMAGE,"two\r\nlines, ""quoted"""\r\n\r\n  ,  \r\nVIDEO,x\r\n')
    expect(problems).toEqual([])
    expect(rows.map(({ line, fields }) => [line, ...fields.map(({ value }) => value)])).toEqual([[2, 'IMAGE', 'two\nlines, "quoted"'], [6, 'VIDEO', 'x']])
  })

  it('takes the delimiter of the country, and says which line is broken', () => {
    expect(rowsOfCsv('type;prompt\nIMAGE;a, b\n').rows[0]?.fields.map(({ value }) => value)).toEqual(['IMAGE', 'a, b'])
    expect(rowsOfCsv('type\tprompt\nIMAGE\ta, b; c\n').rows[0]?.fields.map(({ value }) => value)).toEqual(['IMAGE', 'a, b; c'])
    expect(messages(rowsOfCsv('type,prompt\nIMAGE,a, b\n').problems)).toEqual([expect.stringMatching(/^2 null: Cell 3 has no name/)])
    expect(rowsOfCsv('type,prompt\nIMAGE,x\nIMAGE,"never closed\n').problems[0]).toMatchObject({ line: 3, message: expect.stringMatching(/not CSV/) })
  })

  it('opens groups and lists of JSON', () => {
    const { rows } = rowsOfJson('{"jobs": [{"prompt": "x", "image": ["a", "b"], "options": {"seed": 1, "style": null}, "inputs": {"voice": "kate"}}]}')
    expect(rows[0]?.fields.map(({ name, value }) => [name, value])).toEqual([['prompt', 'x'], ['image', 'a'], ['image', 'b'], ['options.seed', 1], ['inputs.voice', 'kate']])
    expect(messages(rowsOfJson('{"works": []}').problems)).toEqual(['1 null: Expected an array of jobs, or an object with "jobs"'])
    expect(messages(rowsOfJsonLines('{}\n\n7\n').problems)).toEqual(['3 null: A job must be an object'])
  })

  it('knows a format without a name for it, and text that is none', () => {
    const types = (content: string) => readRows(fileWith('list', content)).rows.map(({ fields }) => fields[0]?.value)
    expect(types('[{"type":"A"}]')).toEqual(['A'])
    expect(types('{"jobs":[{"type":"B"}]}')).toEqual(['B'])
    expect(types('{"type":"C"}\n{"type":"D"}')).toEqual(['C', 'D'])
    expect(types('\ufefftype,prompt\nE,x')).toEqual(['E'])
    expect(() => readRows(fileWith('list.csv', Buffer.from('type,prompt\nIMAGE,caf\xe9\n', 'latin1')))).toThrow(/UTF-8/)
    expect(() => readRows(fileWith('list.csv', 'type,prompt\n'))).toThrow(/no jobs/)
  })
})

describe('jobs', () => {
  it('types options as the model describes them, and finds names without case', async () => {
    const { jobs, problems } = await read('a.csv', 'Type,PROMPT,Provider,Seed,aspectratio,steps,raw,style,tint,priority\nimage, A lake ,lake,7,16:9,20,TRUE,007,#a1b2c3,QUALITY\n')
    expect(problems).toEqual([])
    expect(jobs).toEqual([{
      line: 2,
      request: {
        type: 'IMAGE', provider: 'lake', prompt: 'A lake', inputs: {}, references: [], priority: 'QUALITY',
        options: { seed: 7, aspectRatio: '16:9', steps: 20, raw: true, style: '007', tint: '#a1b2c3' },
      },
    }])
  })

  it('gives each of several its own seed, and leaves one alone without any', async () => {
    const { jobs } = await read('a.csv', 'type,prompt,provider,seed,count\nIMAGE,x,lake,98,3\nIMAGE,y,lake,,1\nIMAGE,z,lake,,2\n')
    const seeds = jobs.map(({ request }) => request.options['seed'])
    expect(seeds.slice(0, 4)).toEqual([98, 99, 0, undefined])
    expect(new Set(seeds.slice(4)).size).toBe(2)
    expect(jobs.map(({ line }) => line)).toEqual([2, 2, 2, 3, 4, 4])
  })

  it('keeps references once, in their order, and goes by what is in them', async () => {
    const content = 'type,prompt,provider,image,image,audio\nIMAGE,,lake,stills/a.png,https://example.com/b.png,\nIMAGE,y,lake,stills/a.png,,stills/a.png\n'
    const file = fileWith('a.csv', content)
    const asked: string[] = []
    const keep = async (path: string) => {
      asked.push(path)
      return kept('a'.repeat(64))
    }
    const { problems } = await jobsOf({ rows: readRows(file), offer: { providers, folder: dirname(file) }, keep })
    expect(messages(problems)).toEqual(['3 audio: a.png is an image, not audio'])
    expect(asked).toHaveLength(1)
    const { jobs } = await jobsOf({ rows: rowsOfCsv(content.split('\n').slice(0, 2).join('\n')), offer: { providers, folder: dirname(file) }, keep })
    expect(jobs[0]?.request.references).toEqual([
      { input: 'image', source: { kind: 'kept', hash: 'a'.repeat(64) } },
      { input: 'image', source: { kind: 'address', url: 'https://example.com/b.png' } },
    ])
  })

  it('takes a voice as an option where the model has one, and as an input where not', async () => {
    const { jobs } = await read('a.csv', 'type,prompt,provider,voice\nAUDIO,x,voice,kate\nAVATAR,x,face,kate\n')
    expect(jobs.map(({ request }) => [request.options, request.inputs])).toEqual([[{ voice: 'kate' }, {}], [{}, { voice: 'kate' }]])
  })

  it('lets the API choose where one model takes the options, and sends all as it looks where nothing describes them', async () => {
    const chosen = await read('a.csv', 'type,prompt,steps\nIMAGE,x,20\nIMAGE,x,900\n')
    expect(messages(chosen.problems)).toEqual(['3 steps: "900" is out of range: at least 1, at most 50'])
    const { jobs } = await read('a.csv', 'type,prompt,provider,duration,loop,size\nVIDEO,x,any,5,true,007\n', null)
    expect(jobs[0]?.request).toMatchObject({ provider: 'any', options: { duration: 5, loop: true, size: '007' } })
  })

  it('says everything that is wrong, in the order of the lines', async () => {
    const { jobs, problems } = await read('a.json', `[
      { "type": "AUDIO", "prompt": "x", "provider": "voice", "options": { "speed": 9, "colour": 1 } },
      { "type": "IMAGE", "prompt": 5, "provider": "lake", "count": 0, "seed": 1,
        "seed": 2 },
      { "prompt": "x", "provider": "lake", "options": [] },
      { "type": "VIDEO", "prompt": "x", "provider": "lake" }
    ]`)
    expect(jobs).toEqual([])
    expect(messages(problems)).toEqual([
      '2 options.speed: 9 is out of range: at least 0.5, at most 2',
      '2 options.colour: is no option of voice; it takes voice, speed',
      '2 voice: is required',
      '3 prompt: must be text',
      '3 prompt: is required',
      '3 count: 0 is not a whole number from 1 to 10000',
      '4 seed: is given twice',
      '5 options: must be an object',
      '5 type: is required; one of IMAGE, VIDEO, AUDIO, AVATAR',
      '6 provider: "lake" makes IMAGE, not VIDEO',
    ])
  })

  it('refuses more than a queue takes at once', async () => {
    expect(messages((await read('a.csv', 'type,prompt,provider,count\nIMAGE,x,lake,9999\nIMAGE,x,lake,2\n')).problems)).toEqual([
      '1 count: 10001 jobs in one file; at most 10000 can be run at once',
    ])
  })
})
