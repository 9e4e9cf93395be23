import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isInside, readRecord } from '../../../../src-main/library/recordForm'
import { everything } from '../../../../src-shared/mediaQuery'
import { fileClip, openTestLibrary, type TestLibrary } from '../../../fixtures/libraries'
import { insertItems } from './items'

let opened: TestLibrary
beforeEach(() => {
  opened = openTestLibrary()
})
afterEach(() => opened.close())

async function rebuilt() {
  const { id } = opened.library.rebuild()
  await opened.library.tasks.settled()
  return opened.library.tasks.list().find((task) => task.id === id)
}
/** All that is known of every item, but what names it in this database only. */
async function known() {
  const { library } = opened
  const { ids } = await library.views.ids({ ...everything, sort: 'oldest' })
  const trashed = await library.views.ids({ ...everything, trashed: true })
  const items = [...ids, ...trashed.ids].map((id) => ({ ...library.item(id), number: 0 }))
  return { items, collections: await library.views.collections(), tags: await library.views.tags(), total: trashed.trashed }
}
function deleteDatabase() {
  for (const name of readdirSync(opened.profile)) if (name.startsWith('studio.db')) rmSync(join(opened.profile, name))
}

describe('a database that was deleted', () => {
  test('is offered to be rebuilt, and nothing is missing', async () => {
    const { library } = opened
    const a = await fileClip(library, 'still.png', { prompt: 'A red fox' })
    const b = await fileClip(library, 'h264.mp4', { prompt: '夜の街' })
    const c = await fileClip(library, 'tone.mp3', { prompt: 'A voice' })
    await library.edits.rate([a], 4)
    await library.edits.setPick([b], 'reject')
    await library.edits.tag([a, b], ['Neon', '猫'])
    await library.edits.setNote([a][0]!, 'for\nthe client')
    await library.edits.setFavourite([c], true)
    await library.edits.rename(c, 'Voice')
    await library.trash([b])
    const outer = await library.collections.create({ kind: 'manual', name: 'Outer', parentId: null })
    const inner = await library.collections.create({ kind: 'manual', name: 'Inner', parentId: outer })
    await library.collections.create({ kind: 'smart', name: 'Smart', parentId: null, query: { ...everything, minRating: 3 } })
    await library.collections.collect(inner, [c, a])
    const before = await known()
    await library.close()
    deleteDatabase()
    opened = await opened.reopen()
    expect(opened.library.state()).toEqual({ canRebuild: true })
    expect(await rebuilt()).toMatchObject({ status: 'done', total: 3, done: 3, changed: 3, failed: 0 })
    expect(await known()).toEqual(before)
    expect(opened.library.state()).toEqual({ canRebuild: false })
    expect((await opened.library.views.ids({ ...everything, text: '猫' })).ids).toEqual([a])
    expect((await opened.library.views.ids({ ...everything, collectionId: inner, sort: 'manual' })).ids).toEqual([c, a])
    expect(await rebuilt()).toMatchObject({ status: 'done', changed: 0 })
  })

  test('is brought to what its records know when it is an older copy, and keeps what it alone knows', async () => {
    const { library, database } = opened
    const [id, other] = [await fileClip(library, 'still.png'), await fileClip(library, 'tone.mp3')]
    await library.edits.rate([id], 5)
    await library.close()
    // As a backup from before the rating would say.
    database.run('UPDATE items SET rating = 0, revision = 1, recorded_revision = 1 WHERE id = ?', [id])
    database.run('UPDATE items SET rating = 2, revision = revision + 1, recorded_revision = revision + 1 WHERE id = ?', [other])
    opened = await opened.reopen()
    await rebuilt()
    expect([opened.library.item(id).rating, opened.library.item(other).rating]).toEqual([5, 2])
  })

  test('records that are none are counted and passed over', async () => {
    const records = join(opened.folder, '.doitong', 'records')
    writeFileSync(join(records, 'broken.json'), '{"version": 1, "id"')
    writeFileSync(join(records, 'foreign.json'), '{"name": "no record"}')
    writeFileSync(join(records, '.half-written'), '{')
    await fileClip(opened.library, 'still.png')
    await opened.library.close()
    deleteDatabase()
    opened = await opened.reopen()
    expect(await rebuilt()).toMatchObject({ status: 'done', done: 3, changed: 1, failed: 2 })
  })
})

test('many records are written and read again', async () => {
  insertItems(opened, 600)
  opened.database.exec('UPDATE items SET revision = 2')
  opened = await opened.reopen()
  await opened.library.close()
  expect(readdirSync(join(opened.folder, '.doitong', 'records'))).toHaveLength(600)
  const before = await known().catch(() => null)
  expect(before).not.toBeNull()
  deleteDatabase()
  opened = await opened.reopen()
  expect(await rebuilt()).toMatchObject({ changed: 600 })
  expect(existsSync(join(opened.profile, 'studio.db'))).toBe(true)
})

describe('what a record may say', () => {
  test.each(['../x.png', '/x.png', 'a/../../x.png', 'C:/x.png', 'a\\..\\x.png', '.doitong/parts/x', '', 'a//b.png', 'a\0b'])('%j is no place inside', (file) => {
    expect(isInside(file)).toBe(false)
  })

  test('nothing makes reading fail, and no path leads out', () => {
    const record = {
      version: 1, id: 'a', file: 'a.png', sha256: '', sizeBytes: 1, kind: 'image', title: '', prompt: '', createdAt: 0, media: { container: 'png' },
    }
    expect(readRecord(JSON.stringify(record), '/library')?.item).toMatchObject({ id: 'a', file_name: 'a.png', rating: 0 })
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(record), 'rating', 'tags', 'options', '__proto__'), fc.jsonValue()), (changes) => {
        const read = readRecord(JSON.stringify({ ...record, ...changes }), '/library')
        if (read !== null) expect(isInside(read.item.file_name)).toBe(true)
      }),
    )
  })
})
