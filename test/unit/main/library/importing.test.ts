import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { everything } from '../../../../src-shared/mediaQuery'
import { clipPath } from '../../../fixtures/clips'
import { deliver, openTestLibrary, type TestLibrary } from '../../../fixtures/libraries'
import { a1111Text, comfyGraph, jpeg, png, textChunk, xmpPacket } from './metadataFiles'

let opened: TestLibrary
let elsewhere: string
beforeEach(() => {
  opened = openTestLibrary()
  elsewhere = join(opened.profile, 'elsewhere')
  mkdirSync(join(elsewhere, 'deeper', '.hidden'), { recursive: true })
})
afterEach(() => opened.close())

const old = new Date(2025, 2, 4)
function put(path: string, bytes: Buffer | string) {
  writeFileSync(path, bytes)
  utimesSync(path, old, old)
}
async function taken(...paths: string[]) {
  const { id } = opened.library.importPaths(paths)
  await opened.library.tasks.settled()
  return opened.library.tasks.list().find((task) => task.id === id)
}
const all = async () => (await opened.library.views.ids({ ...everything, sort: 'title' })).ids.map((id) => opened.library.item(id))
const settled = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('files from elsewhere', () => {
  test('are copied with what they say of themselves, once, and stay as they are', async () => {
    put(join(elsewhere, 'one.png'), png(textChunk('parameters', a1111Text)))
    put(join(elsewhere, 'deeper', 'two.png'), png(textChunk('prompt', comfyGraph)))
    put(join(elsewhere, 'three.jpg'), jpeg({ xmp: xmpPacket }))
    put(join(elsewhere, 'twin.png'), readFileSync(join(elsewhere, 'one.png')))
    put(join(elsewhere, 'page.png'), '<html>')
    put(join(elsewhere, 'notes.txt'), 'no media')
    put(join(elsewhere, 'deeper', '.hidden', 'x.png'), png())
    symlinkSync(join(elsewhere, 'one.png'), join(elsewhere, 'link.png'))
    expect(await taken(elsewhere)).toMatchObject({ status: 'done', changed: 3, failed: 1 })
    const items = await all()
    expect(items.map((item) => [item.title, item.origin, item.found?.tool])).toEqual([
      ['a purple galaxy bottle', 'imported', 'comfyui'], ['Dusk & dawn', 'imported', 'other'], ["girl with an artist's beret, determined, blue eyes desert scene, computer monitors", 'imported', 'a1111'],
    ])
    expect(items[0]).toMatchObject({ provider: 'v1-5-pruned', options: { seed: 156680208700286 }, createdAt: old.getTime(), width: 64 })
    expect(items[1]).toMatchObject({ tags: ['lake', 'night'], rating: 4 })
    expect((await opened.library.views.ids({ ...everything, tagsAny: ['lake'] })).ids).toEqual([items[1]!.id])
    expect(readFileSync(opened.library.path(items[0]!.id))).toEqual(readFileSync(join(elsewhere, 'deeper', 'two.png')))
    expect(readdirSync(opened.library.partsFolder())).toEqual([])
    expect(await taken(elsewhere)).toMatchObject({ changed: 0 })
    expect(await all()).toHaveLength(3)
  })

  test('that are watched are taken in when they come', async () => {
    opened.library.watching.add(elsewhere)
    expect(opened.library.watching.list()).toMatchObject([{ name: 'elsewhere', isReached: true }])
    put(join(elsewhere, 'new.png'), png(textChunk('parameters', a1111Text)))
    await settled(() => opened.database.get('SELECT 1 FROM items') !== undefined)
    opened = await opened.reopen()
    expect(opened.library.watching.list()).toHaveLength(1)
    put(join(elsewhere, 'newer.png'), png(textChunk('parameters', `x${a1111Text}`)))
    await settled(() => opened.database.all('SELECT 1 FROM items').length === 2)
    opened.library.watching.remove(opened.library.watching.list()[0]!.id)
    expect(opened.library.watching.list()).toEqual([])
  })
})

describe('files in the library', () => {
  test('are indexed where they lie; hashes and what only probing tells follow', async () => {
    mkdirSync(join(opened.folder, 'Mine'))
    put(join(opened.folder, 'Mine', 'A picture.png'), png(textChunk('parameters', a1111Text)))
    copyFileSync(await clipPath('h264.mp4'), join(opened.folder, 'Mine', 'clip.mp4'))
    utimesSync(join(opened.folder, 'Mine', 'clip.mp4'), old, old)
    put(join(opened.folder, 'Mine', 'broken.mp4'), Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'), Buffer.alloc(5_000, 7)]))
    expect(await taken(opened.folder)).toMatchObject({ status: 'done', changed: 3, failed: 0 })
    expect(existsSync(join(opened.folder, 'Mine', 'A picture.png'))).toBe(true)
    await settled(() => opened.database.get(`SELECT 1 FROM items WHERE sha256 = ''`) === undefined)
    expect((await all()).map(({ title, width, durationSeconds, videoCodec, problem }) => ({ title, width, durationSeconds, videoCodec, problem }))).toMatchObject([
      { title: 'broken', problem: 'unreadable' }, { title: 'clip', width: 320, videoCodec: 'h264', problem: null }, { width: 64, problem: null },
    ])
    expect(await taken(opened.folder)).toMatchObject({ changed: 0 })
  })

  test('a result that lay there before its delivery was known becomes the delivery', async () => {
    const { library } = opened
    const delivery = await deliver(library, 'still.png')
    const name = library.reserveName(delivery)
    const died = library.file(delivery, name, () => {
      throw new Error('died')
    })
    await expect(died).rejects.toThrow('died')
    const path = join(opened.folder, name)
    utimesSync(path, old, old)
    expect(await taken(opened.folder)).toMatchObject({ changed: 1 })
    const id = await library.file(delivery, name, () => {})
    expect((await all()).map((item) => [item.id, item.origin, item.remoteId])).toEqual([[id, 'generated', delivery.remoteId]])
    expect(library.path(id)).toBe(path)
  })

  test('names follow the template, which is shown before and refused when it cannot be', async () => {
    opened.settings.fileName = '{kind}/{model}/{title}_{seed}_{id}'
    put(join(elsewhere, 'one.png'), png(textChunk('parameters', a1111Text)))
    await taken(elsewhere)
    const [item] = await all()
    expect(opened.library.path(item!.id).slice(opened.folder.length)).toMatch(/^\/image\/dreamshaper_8\/girl-with-an-artist's-beret.*_965400086_[0-9a-f]{8}\.png$/)
    expect(opened.library.previewNames('{year}/{title}')).toEqual([expect.stringMatching(/^2025\/girl-with.*\.png$/)])
    for (const bad of ['../{title}', '{nothing}', 'a//b', 'C:{title}', '']) expect(() => opened.library.previewNames(bad)).toThrow(expect.objectContaining({ code: 'bad-request' }))
    rmSync(elsewhere, { recursive: true })
  })
})
