import { existsSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { everything } from '../../../../src-shared/mediaQuery'
import { hashOf } from '../../../../src-main/library/place'
import { clipPath } from '../../../fixtures/clips'
import { deliver, fileClip, openTestLibrary, type TestLibrary } from '../../../fixtures/libraries'

let opened: TestLibrary
beforeEach(() => {
  opened = openTestLibrary()
})
afterEach(() => opened.close())

const record = async (id: string) => JSON.parse(await readFile(join(opened.folder, '.doitong', 'records', `${id}.json`), 'utf8')) as Record<string, unknown>

describe('a delivery', () => {
  test('becomes an item, its bytes as they came, and one commit holds it and what else belongs to it', async () => {
    const { library, database, folder } = opened
    database.exec('CREATE TABLE aside (item_id TEXT)')
    const delivery = await deliver(library, 'h264.mp4')
    const name = library.reserveName(delivery)
    expect(name).toMatch(/^2026-11\/2026-11-23_A-red-fox-in-the-snow_[0-9a-f]{8}\.mp4$/)
    const id = await library.file(delivery, name, (itemId) => database.run('INSERT INTO aside VALUES (?)', [itemId]))
    expect(database.get('SELECT item_id FROM aside')).toEqual({ item_id: id })
    expect(await hashOf(join(folder, name))).toBe(delivery.sha256)
    expect(existsSync(delivery.partPath)).toBe(false)
    expect(library.item(id)).toMatchObject({
      kind: 'video', title: 'A red fox in the snow.', type: 'VIDEO', provider: 'fast-one', options: { seed: 7, style: 'ink' }, creditCost: 2,
      width: 320, height: 180, videoCodec: 'h264', hasAudio: true, missing: false, sandbox: true, fileName: name.slice(8), rating: 0,
    })
    expect(opened.announced).toContainEqual({ name: 'library.changed', payload: { ids: [id], reordered: true } })
    await library.close()
    expect(await record(id)).toMatchObject({ id, file: name, sha256: delivery.sha256, seed: 7, remoteId: delivery.remoteId, lineage: [] })
  })

  test('is filed once, however often it is delivered', async () => {
    const { library } = opened
    const delivery = await deliver(library, 'still.png')
    const name = library.reserveName(delivery)
    const id = await library.file(delivery, name, () => {})
    const seen: string[] = []
    expect(await library.file(delivery, name, (itemId) => seen.push(itemId))).toBe(id)
    expect(seen).toEqual([id])
    expect((await library.views.ids(everything)).ids).toEqual([id])
  })

  test('moved but not committed before a crash is made up for', async () => {
    const { library, folder } = opened
    const delivery = await deliver(library, 'still.png')
    const name = library.reserveName(delivery)
    const failing = library.file(delivery, name, () => {
      throw new Error('the process died here')
    })
    await expect(failing).rejects.toThrow('died')
    expect(existsSync(join(folder, name))).toBe(true)
    expect(existsSync(delivery.partPath)).toBe(false)
    opened = await opened.reopen()
    const id = await opened.library.file(delivery, name, () => {})
    expect(opened.library.item(id).missing).toBe(false)
    expect(readdirSync(join(folder, '2026-11'))).toHaveLength(1)
  })

  test('linked but not yet unlinked before a crash is one file in the end', async () => {
    const { library, folder } = opened
    const first = await deliver(library, 'still.png')
    await library.file(first, library.reserveName(first), () => {})
    const delivery = await deliver(library, 'still.png')
    const name = library.reserveName(delivery)
    linkSync(delivery.partPath, join(folder, name))
    await library.file(delivery, name, () => {})
    expect(existsSync(delivery.partPath)).toBe(false)
    expect(readdirSync(join(folder, '2026-11'))).toHaveLength(2)
  })

  test('never goes over a file that is there, and is found again under the name it got instead', async () => {
    const { library, folder } = opened
    const delivery = await deliver(library, 'still.png')
    const name = library.reserveName(delivery)
    const foreign = join(folder, name)
    mkdirSync(join(folder, '2026-11'))
    writeFileSync(foreign, 'mine')
    await expect(library.file(delivery, name, () => {
      throw new Error('the process died here')
    })).rejects.toThrow('died')
    expect(await readFile(foreign, 'utf8')).toBe('mine')
    const id = await library.file(delivery, name, () => {})
    expect(library.item(id).fileName).toMatch(/ \(2\)\.png$/)
    expect(readdirSync(join(folder, '2026-11')).filter((file) => file.includes('(3)'))).toEqual([])
  })

  test('that is no media is refused and kept where it is', async () => {
    const { library } = opened
    const delivery = await deliver(library, 'playlist.mp4')
    await expect(library.file(delivery, library.reserveName(delivery), () => {})).rejects.toMatchObject({ code: 'not-media' })
    expect(existsSync(delivery.partPath)).toBe(true)
  })

  test('that nothing here can look into is kept all the same: it was paid for', async () => {
    const { library } = opened
    const delivery = await deliver(library, 'still.png')
    writeFileSync(delivery.partPath, Buffer.from('0000001c66747970617669660000000061766966', 'hex'))
    const unread = { ...delivery, extension: 'avif', container: 'avif', sizeBytes: 20 }
    const id = await library.file(unread, library.reserveName(unread), () => {})
    expect(library.item(id)).toMatchObject({ kind: 'image', container: 'avif', width: null, missing: false })
  })

  test('finds no library where the folder is gone, and no other is taken instead', async () => {
    rmSync(opened.folder, { recursive: true })
    expect(() => opened.library.partsFolder()).toThrow(expect.objectContaining({ code: 'library-unavailable' }))
    expect(existsSync(opened.folder)).toBe(false)
  })

  test('keeps what it was made from, both ways', async () => {
    const { library } = opened
    const source = await fileClip(library, 'still.png')
    const delivery = await deliver(library, 'h264.mp4')
    delivery.request.references.push({ input: 'image', source: { kind: 'kept', hash: 'a'.repeat(64) }, itemId: source })
    const id = await library.file(delivery, library.reserveName(delivery), () => {})
    expect(library.item(id).madeFrom).toEqual([{ itemId: source, relation: 'made-from' }])
    expect(library.item(source).usedIn).toEqual([{ itemId: id, relation: 'made-from' }])
  })
})

describe('views', () => {
  test('sort, filter and search without regard to accents', async () => {
    const { library } = opened
    const ids = [
      await fileClip(library, 'still.png', { prompt: 'Zorro rojo en la montaña', createdAt: Date.UTC(2026, 8, 15) }),
      await fileClip(library, 'tone.mp3', { prompt: 'A calm voice', createdAt: Date.UTC(2026, 9, 15), batchId: 'batch-2' }),
      await fileClip(library, 'h264.mp4', { prompt: 'A red fox', createdAt: Date.UTC(2026, 9, 16), usedProvider: 'slow-one' }),
    ] as const
    const order = async (changes: object) => (await library.views.ids({ ...everything, ...changes })).ids.map((id) => ids.findIndex((one) => one === id))
    expect(await order({})).toEqual([2, 1, 0])
    expect(await order({ sort: 'oldest' })).toEqual([0, 1, 2])
    expect(await order({ sort: 'title' })).toEqual([1, 2, 0])
    expect(await order({ text: 'montana' })).toEqual([0])
    expect(await order({ text: 'RO' })).toEqual([0])
    expect(await order({ text: 'slow-one' })).toEqual([2])
    expect(await order({ text: '"*(' })).toEqual([2, 1, 0])
    expect(await order({ kinds: ['audio', 'video'] })).toEqual([2, 1])
    expect(await order({ providers: ['IMAGE/fast-one'] })).toEqual([0])
    expect(await order({ providers: ['fast-one'] })).toEqual([1, 0])
    expect(await order({ batchId: 'batch-2' })).toEqual([1])
    await library.edits.rate([ids[0], ids[1]], 4)
    await library.edits.rate([ids[1]], 5)
    await library.edits.setFavourite([ids[0]], true)
    expect(await order({ sort: 'rating' })).toEqual([1, 0, 2])
    expect(await order({ minRating: 5 })).toEqual([1])
    expect(await order({ favouritesOnly: true })).toEqual([0])
    await library.edits.rename(ids[2], 'Vixen')
    expect(await order({ text: 'vix' })).toEqual([2])
    expect(await library.views.ids(everything)).toMatchObject({ total: 3, trashed: 0, months: [{ month: '2026-10', count: 2 }, { month: '2026-09', count: 1 }] })
    expect(library.rows([ids[1], 'gone', ids[0]]).map((row) => [row.id, row.rating])).toEqual([[ids[1], 5], [ids[0], 4]])
    expect(library.newestByModel()).toEqual({ 'IMAGE/fast-one': [ids[0]], 'AUDIO/fast-one': [ids[1]], 'VIDEO/slow-one': [ids[2]] })
    await library.close()
    expect(await record(ids[1])).toMatchObject({ rating: 5, favourite: false })
    expect(await record(ids[2])).toMatchObject({ title: 'Vixen' })
  })

  test('a record that could not be written is made up for at the next start', async () => {
    const id = await fileClip(opened.library, 'still.png')
    await opened.library.close()
    opened.database.run('UPDATE items SET rating = 3, revision = revision + 1')
    opened = await opened.reopen()
    await opened.library.close()
    expect(await record(id)).toMatchObject({ rating: 3 })
  })
})

describe('leaving and coming back', () => {
  test('the trash keeps the file until it is emptied, and nothing else is ever removed', async () => {
    const { library, folder, trashed } = opened
    const [kept, gone] = [await fileClip(library, 'still.png'), await fileClip(library, 'tone.mp3')]
    await library.trash([gone])
    expect(await library.views.ids(everything)).toMatchObject({ ids: [kept], total: 1, trashed: 1 })
    expect((await library.views.ids({ ...everything, trashed: true })).ids).toEqual([gone])
    expect(existsSync(library.path(gone))).toBe(true)
    await library.edits.restore([gone])
    expect((await library.views.ids(everything)).total).toBe(2)
    await library.trash([gone])
    const path = library.path(gone)
    await library.emptyTrash([kept, gone])
    expect(trashed).toEqual([path])
    expect(() => library.item(gone)).toThrow(expect.objectContaining({ code: 'not-found' }))
    expect(library.item(kept).missing).toBe(false)
    expect(existsSync(join(folder, '.doitong', 'records', `${gone}.json`))).toBe(false)
  })

  test('a missing file is noticed and told, and so is its return', async () => {
    const { library, announced } = opened
    const id = await fileClip(library, 'still.png')
    const path = library.path(id)
    await rename(path, `${path}.away`)
    announced.length = 0
    expect(library.item(id).missing).toBe(true)
    expect(announced).toHaveLength(1)
    expect(() => library.path(id)).toThrow(expect.objectContaining({ code: 'file-missing' }))
    await rename(`${path}.away`, path)
    expect(library.item(id).missing).toBe(false)
    expect(announced).toHaveLength(2)
  })

  test('a file fetched again takes its old place', async () => {
    const { library } = opened
    const id = await fileClip(library, 'still.png')
    const path = library.path(id)
    rmSync(path)
    const again = await deliver(library, 'still.png')
    await library.fileAgain(id, again)
    expect(library.path(id)).toBe(path)
    expect(library.item(id)).toMatchObject({ missing: false, previewRevision: 1 })
  })

  test('what the app made of an item keeps its parameters and knows where it came from', async () => {
    const { library } = opened
    const sourceId = await fileClip(library, 'h264.mp4')
    const made = await deliver(library, 'tone.mp3')
    const id = await library.addMade({ sources: [{ itemId: sourceId, relation: 'trimmed-from' }], title: 'Fox trimmed', tempPath: made.partPath, extension: 'mp3' })
    expect(library.item(id)).toMatchObject({
      kind: 'audio', title: 'Fox trimmed', prompt: library.item(sourceId).prompt, options: { seed: 7 }, creditCost: null, remoteId: null,
      madeFrom: [{ itemId: sourceId, relation: 'trimmed-from' }],
    })
    expect(await hashOf(library.path(id))).toBe(await hashOf(await clipPath('tone.mp3')))
  })
})
