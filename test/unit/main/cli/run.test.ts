import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lockProfile } from '../../../../src-main/storage'
import { ffmpeg, ffprobe } from '../../../fixtures/tools'
import { sandbox } from '../../sandbox/client'
import { bundleCli, type Bundle } from './bundle'
import { folderWith, keyOf, readOutput, start, toSandbox, type Ended } from './program'

let bundle: Bundle
beforeAll(async () => {
  bundle = await bundleCli()
})
afterAll(() => bundle.remove())

const cli = (args: readonly string[], options: Parameters<typeof start>[2]): Promise<Ended> => start(bundle.entry, args, options).ended
const image = (fields: Record<string, unknown> = {}) => ({ type: 'IMAGE', prompt: 'A calm lake', provider: 'flux-dev', ...fields })
const jobs = (count: number, fields: Record<string, unknown> = {}) => JSON.stringify(Array.from({ length: count }, (_, index) => image({ prompt: `Idea ${index}`, ...fields })))

/** Files below a folder that hold these characters. */
function filesHolding(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name)
    return statSync(path).isFile() && readFileSync(path).includes(text)
  })
}

describe('run', () => {
  it('makes what a CSV file asks for, files it, and tells each step and the sum', async () => {
    const server = await sandbox({ settings: { media: 'full' } })
    const folder = folderWith({
      'list/stills/empty': '',
      'list/jobs.csv':
        'type,prompt,provider,aspectRatio,seed,raw,duration,image,count\n' +
        'IMAGE,"A calm lake, at dawn",flux-ultra,16:9,7,TRUE,,,2\n' +
        'VIDEO,It begins to rain,kling-i2v,,,,5,stills/lake.png,\n',
    })
    await ffmpeg('-f', 'lavfi', '-i', 'color=teal:s=320x180', '-frames:v', '1', join(folder, 'list/stills/lake.png'))
    const { status, out, err } = await cli(['run', 'list/jobs.csv', ...toSandbox(server), '--json'], { cwd: folder, environment: keyOf(server) })
    expect({ status, err }).toEqual({ status: 0, err: '' })
    const { changes, last, summary } = readOutput(out)
    expect(changes.slice(0, 3).map((line) => [line.status, line.provider])).toEqual([['queued', 'flux-ultra'], ['queued', 'flux-ultra'], ['queued', 'kling-i2v']])
    for (const line of changes) {
      for (const name of Object.keys(line)) expect(['job', 'status', 'phase', 'remoteId', 'provider', 'creditCost', 'path', 'error']).toContain(name)
    }
    const ledger = server.control.ledger()
    const spent = ledger.reduce((sum, charge) => sum + charge.credits, 0)
    expect(summary).toMatchObject({ status: 0, jobs: 3, completed: 3, failed: 0, held: 0, waiting: 0, creditCost: spent, stopped: null, library: join(folder, 'library') })
    for (const line of last.values()) {
      expect(line).toMatchObject({ status: 'completed', remoteId: expect.any(String), creditCost: expect.any(Number) })
      expect(isAbsolute(line.path ?? '')).toBe(true)
      const [width, height] = (await ffprobe('-select_streams', 'v:0', '-show_entries', 'stream=width,height', '-of', 'csv=p=0', line.path ?? '')).trim().split(',').map(Number)
      expect((width ?? 0) / (height ?? 1)).toBeCloseTo(16 / 9, 1)
    }
    const video = [...last.values()].find((line) => line.provider === 'kling-i2v')
    expect(Number(await ffprobe('-show_entries', 'format=duration', '-of', 'csv=p=0', video?.path ?? ''))).toBeCloseTo(5, 0)
    // Two of one kind differ by their seed.
    expect(new Set([...last.values()].map((line) => line.path)).size).toBe(3)
    expect(server.control.generations().map((generation) => generation.status)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED'])
  })

  it('reads the key from the environment alone, and never writes down what it was told for this run', async () => {
    const server = await sandbox()
    const folder = folderWith({ 'jobs.jsonl': `${JSON.stringify(image())}\n` })
    const { status, out, err } = await cli(['run', 'jobs.jsonl', ...toSandbox(server)], { cwd: folder, environment: keyOf(server) })
    expect(status).toBe(0)
    expect(out).toMatch(/started .*A calm lake/)
    expect(out).toMatch(/completed .*1 cr {2}1\/1\n.*library.*\.png/)
    expect(out).toMatch(/Completed +1 /)
    expect(filesHolding(folder, server.key)).toEqual([])
    expect(out + err).not.toContain(server.key)
    expect(existsSync(join(folder, 'profile', 'settings.json'))).toBe(false)
  })

  it('practises on the embedded server only when asked to', async () => {
    const folder = folderWith({ 'jobs.json': jobs(1) })
    const args = ['run', 'jobs.json', '--profile', 'profile', '--library', 'library', '--json']
    const without = await cli(args, { cwd: folder })
    expect(without).toMatchObject({ status: 2, out: '' })
    expect(without.err).toMatch(/no key for api\.doitong\.com.*--sandbox/)
    const practised = await cli([...args, '--sandbox'], { cwd: folder })
    expect(practised).toMatchObject({ status: 0, err: '' })
    expect(readOutput(practised.out).summary).toMatchObject({ completed: 1 })
  })

  it('ends with 3 when some failed, and says which and why', async () => {
    const server = await sandbox()
    server.control.addFault({ kind: 'failGeneration', match: { operation: 'generate', nth: 1 } })
    const folder = folderWith({ 'jobs.json': jobs(2) })
    const { status, out } = await cli(['run', 'jobs.json', ...toSandbox(server), '--json'], { cwd: folder, environment: keyOf(server) })
    expect(status).toBe(3)
    const { last, summary } = readOutput(out)
    expect([...last.values()].map((line) => line.status).toSorted()).toEqual(['completed', 'failed'])
    expect([...last.values()].find((line) => line.status === 'failed')?.error).toMatchObject({ code: 'generation-failed', message: 'The model gave up' })
    expect(summary).toMatchObject({ completed: 1, failed: 1, status: 3 })
  })

  it('ends with 4 when the credits are used up, and goes on with the rest when there are more', async () => {
    const server = await sandbox({ credits: 2 })
    const folder = folderWith({ 'jobs.json': jobs(5) })
    const options = { cwd: folder, environment: keyOf(server) }
    const first = await cli(['run', 'jobs.json', ...toSandbox(server), '--json'], options)
    expect(first.status).toBe(4)
    expect(readOutput(first.out).summary).toMatchObject({ completed: 2, waiting: 3, failed: 0, stopped: 'credits' })
    const again = await cli(['resume', ...toSandbox(server), '--json'], options)
    expect(again.status).toBe(4)
    server.control.setCredits(100)
    const second = await cli(['resume', ...toSandbox(server), '--json'], options)
    expect(second.status).toBe(0)
    expect(readOutput(second.out).summary).toMatchObject({ jobs: 3, completed: 3 })
    expect(server.control.ledger()).toHaveLength(5)
  })

  it('runs no jobs while the app or another command has the profile', async () => {
    const server = await sandbox()
    const folder = folderWith({ 'jobs.json': jobs(1), 'profile/empty': '' })
    const unlock = lockProfile(join(folder, 'profile', 'studio.lock'))
    const { status, out, err } = await cli(['run', 'jobs.json', ...toSandbox(server)], { cwd: folder, environment: keyOf(server) })
    unlock()
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toMatch(/already runs on this profile/)
    expect(server.control.requests()).toEqual([])
  })

  it('enqueues nothing with a key that the API refuses', async () => {
    const server = await sandbox()
    const folder = folderWith({ 'jobs.json': jobs(1) })
    const options = { cwd: folder, environment: { DOITONG_API_KEY: 'wrong' } }
    const refused = await cli(['run', 'jobs.json', ...toSandbox(server)], options)
    expect(refused.status).toBe(2)
    expect(refused.err).toMatch(/refused the key/)
    expect(readOutput((await cli(['resume', ...toSandbox(server), '--json'], options)).out).summary).toMatchObject({ jobs: 0, status: 0 })
    expect(server.control.ledger()).toEqual([])
  })
})

describe('bad input', () => {
  it.each([
    ['jobs.csv', 'type,prompt,provider,seed,aspectRatio\nIMAGE,Fine,flux-dev,1,1:1\n,No type,flux-dev,,\nIMAGE,Wrong,flux-dev,x,2:7\nIMAGE,,nobody,,\n', [
      'jobs.csv:3: type: is required', 'jobs.csv:4: seed: "x" is not a number', 'jobs.csv:4: aspectRatio: "2:7" is not allowed', 'jobs.csv:5: provider: there is no model "nobody"',
      'jobs.csv:5: prompt: is required',
    ]],
    ['jobs.json', '[\n  { "type": "IMAGE", "prompt": "Fine", "provider": "flux-dev" },\n  { "type": "IMAGE",\n    "prompt": "x",\n    "provider": "flux-dev",\n    "options": {\n      "steps": 400\n    }\n  }\n]', [
      'jobs.json:7: options.steps: 400 is out of range: at least 1, at most 50',
    ]],
    ['jobs.jsonl', '{"type":"IMAGE","prompt":"Fine","provider":"flux-dev"}\n{"type":"IMAGE",}\n{"type":"SMELL","prompt":"x"}\n', [
      'jobs.jsonl:2: This is not JSON', 'jobs.jsonl:3: type: "SMELL" is not one of',
    ]],
    ['refs.csv', 'type,prompt,provider,image\nVIDEO,x,kling-i2v,nowhere.png\nVIDEO,x,kling-i2v,http://example.com/a.png\nVIDEO,x,kling-i2v,refs.csv\n', [
      'refs.csv:2: image: there is no file nowhere.png', 'refs.csv:3: image: only a path or an https address',
    ]],
    ['text.csv', 'type,prompt,provider,image\nVIDEO,x,kling-i2v,text.csv\n', ['text.csv:2: image: The file is no image, video or sound']],
  ])('%s: says line and field, and enqueues nothing', async (name, content, expected) => {
    const server = await sandbox()
    const folder = folderWith({ [name]: content })
    const options = { cwd: folder, environment: keyOf(server) }
    const { status, out, err } = await cli(['run', name, ...toSandbox(server), '--json'], options)
    expect({ status, out }).toEqual({ status: 2, out: '' })
    for (const line of expected) expect(err).toContain(line)
    expect(err).toMatch(/Nothing was enqueued: \d+ problems?\.\n$/)
    expect(server.control.generations()).toEqual([])
    expect(readOutput((await cli(['resume', ...toSandbox(server), '--json'], options)).out).summary).toMatchObject({ jobs: 0 })
  })

  it('refuses arguments that make no sense before it opens anything', async () => {
    const folder = folderWith()
    for (const args of [['fly'], ['run'], ['run', 'nowhere.csv'], ['run', 'a', 'b'], ['run', 'a', '--budget', 'much'], ['resume', '--plan', 'gold'], ['resume', '--colour']]) {
      const { status, out, err } = await cli([...args, '--profile', 'profile'], { cwd: folder })
      expect({ args, status, out, hasWords: err.trim() !== '' }).toEqual({ args, status: 2, out: '', hasWords: true })
    }
    expect(existsSync(join(folder, 'profile'))).toBe(false)
    expect(await cli(['--version'], { cwd: folder })).toMatchObject({ status: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
    expect(await cli(['run', '--help'], { cwd: folder })).toMatchObject({ status: 0, out: expect.stringContaining('--budget CREDITS') })
  })
})
