import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { csv, listed } from '../../../../src-main/library/lists'
import { lookInto } from '../../../../src-main/library/metadata'
import { hashOf } from '../../../../src-main/library/place'
import { ffprobe } from '../../../fixtures/tools'
import { fileClip, openTestLibrary, type TestLibrary } from '../../../fixtures/libraries'
import { item } from '../../renderer/library/item'

let opened: TestLibrary
let target: string
beforeEach(() => {
  opened = openTestLibrary()
  target = join(opened.profile, 'target')
  mkdirSync(target)
})
afterEach(() => opened.close())

async function exported(ids: string[], options: Partial<Parameters<TestLibrary['library']['export']>[2]> = {}) {
  const { id } = opened.library.export(ids, target, {
    files: true, template: '{title}_{seed}', parameters: true, list: 'none', contactSheet: false, ...options,
  })
  await opened.library.tasks.settled()
  return opened.library.tasks.list().find((task) => task.id === id)
}
const three = async () => [
  await fileClip(opened.library, 'still.png', { prompt: 'A red fox' }), await fileClip(opened.library, 'h264.mp4', { prompt: 'A boat' }),
  await fileClip(opened.library, 'tone.mp3', { prompt: 'A red fox' }),
]

describe('an export', () => {
  test('writes copies that carry their parameters, goes over nothing, and leaves originals as they are', async () => {
    const ids = await three()
    const hashes = await Promise.all(ids.map((id) => hashOf(opened.library.path(id))))
    expect(await exported(ids)).toMatchObject({ status: 'done', changed: 3, failed: 0 })
    expect(await exported(ids)).toMatchObject({ changed: 3 })
    expect(readdirSync(target).sort()).toEqual([
      'A-boat_7 (2).mp4', 'A-boat_7.mp4', 'A-red-fox_7 (2).mp3', 'A-red-fox_7 (2).png', 'A-red-fox_7.mp3', 'A-red-fox_7.png',
    ])
    for (const name of ['A-boat_7.mp4', 'A-red-fox_7.mp3', 'A-red-fox_7.png']) {
      const bytes = readFileSync(join(target, name))
      expect(lookInto(bytes)?.found, name).toMatchObject({ tool: 'studio', options: { seed: 7, style: 'ink' }, model: 'fast-one' })
      for (const id of ids) expect(bytes.includes(opened.library.item(id).remoteId!)).toBe(false)
    }
    expect(await Promise.all(ids.map((id) => hashOf(opened.library.path(id))))).toEqual(hashes)
  })

  test('or nothing at all', async () => {
    const [, video] = await three()
    await exported([video!], { parameters: false })
    const facts = await ffprobe('-show_format', '-show_streams', join(target, 'A-boat_7.mp4'))
    expect(facts.replace(/^filename=.*$/m, '')).not.toMatch(/boat|doitong|kept/i)
    expect(facts).toMatch(/codec_name=h264/)
  })

  test('with a list and sheets of small pictures, and a missing file is counted', async () => {
    const [picture, video, sound] = await three()
    rmSync(opened.library.path(sound!))
    expect(await exported([picture!, video!, sound!], { list: 'csv', contactSheet: true })).toMatchObject({ changed: 2, failed: 1 })
    expect(readFileSync(join(target, 'list.csv'), 'utf8').split('\r\n')).toHaveLength(4)
    expect(lookInto(readFileSync(join(target, 'contact-sheet-1.jpg')))).toMatchObject({ kind: 'image', container: 'jpeg', width: 512, height: 208 })
    await exported([picture!], { files: false, list: 'json' })
    expect(JSON.parse(readFileSync(join(target, 'list.json'), 'utf8'))).toMatchObject([{ prompt: 'A red fox', model: 'fast-one', seed: 7 }])
  })
})

test('what is dragged out are copies, which go when others follow', async () => {
  const [picture, video] = await three()
  const first = await opened.library.prepareDrag([picture!, video!])
  expect(first.count).toBe(2)
  const paths = opened.library.draggedPaths(first.token)
  expect(paths.every((path) => existsSync(path) && !path.startsWith(opened.folder))).toBe(true)
  for (let drag = 0; drag < 8; drag++) await opened.library.prepareDrag([picture!])
  expect(() => opened.library.draggedPaths(first.token)).toThrow(expect.objectContaining({ code: 'not-found' }))
  expect(paths.some((path) => existsSync(path))).toBe(false)
})

test('a list tells no cost and no id of the API, and no cell is a formula', () => {
  const text = csv([listed(item({ title: '=HYPERLINK("http://evil")', note: 'a, "b"\nc', creditCost: 98_765, remoteId: 'gen-secret', jobId: 'job-secret' }), null)])
  expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`)
  expect(text).toContain('"a, ""b""\nc"')
  expect(text).not.toMatch(/98765|secret/)
})
