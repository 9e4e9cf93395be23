import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { everything, type MediaQuery } from '../../../../src-shared/mediaQuery'
import { fileClip, openTestLibrary, type TestLibrary } from '../../../fixtures/libraries'
import { insertItems } from './items'

let opened: TestLibrary
beforeEach(() => {
  opened = openTestLibrary()
})
afterEach(() => opened.close())

const found = async (changes: Partial<MediaQuery>) => (await opened.library.views.ids({ ...everything, ...changes })).ids

describe('what the user decides', () => {
  test('is found again by its chip, counted, and written beside the file', async () => {
    const { library } = opened
    const { edits, views } = library
    const [a, b, c] = insertItems(opened, 3) as [string, string, string]
    await edits.setPick([a, b], 'pick')
    await edits.setPick([b], 'reject')
    await edits.tag([a, b], ['Neon', 'Night sky'])
    await edits.tag([b], ['neon', 'Straße'])
    await edits.untag([a], ['NIGHT SKY'])
    await edits.setNote(c, 'for the client: 夜の街')
    expect(await found({ picks: ['pick'] })).toEqual([a])
    expect(await found({ picks: ['pick', 'reject'] })).toEqual([b, a])
    expect(await found({ tagsAll: ['NEON', 'night sky'] })).toEqual([b])
    expect(await found({ tagsAny: ['neon', 'nothing'] })).toEqual([b, a])
    expect(await found({ untagged: true })).toEqual([c])
    expect(await found({ text: 'sky' })).toEqual([b])
    expect(await found({ text: 'client' })).toEqual([c])
    expect(await found({ text: 'の街' })).toEqual([c])
    expect(await found({ text: 'item -client' })).toEqual([b, a])
    expect(await views.tags()).toEqual([{ value: 'Neon', count: 2 }, { value: 'Night sky', count: 1 }, { value: 'Straße', count: 1 }])
    expect(library.item(b)).toMatchObject({ pick: 'reject', tags: ['Neon', 'Night sky', 'Straße'] })
    expect(await views.facets(everything)).toMatchObject({
      total: 3, kinds: [{ value: 'image', count: 3 }], ratings: [{ value: 0, count: 3 }],
      picks: [{ value: 'none', count: 1 }, { value: 'pick', count: 1 }, { value: 'reject', count: 1 }],
      tags: [{ value: 'Neon', count: 2 }, { value: 'Night sky', count: 1 }, { value: 'Straße', count: 1 }],
    })
    // A chip of its own does not hide what else could be chosen.
    expect((await views.facets({ ...everything, picks: ['pick'] })).picks).toHaveLength(3)
    expect((await views.facets({ ...everything, picks: ['pick'] })).total).toBe(1)
    await library.close()
    const record: unknown = JSON.parse(await readFile(join(opened.folder, '.doitong', 'records', `${b}.json`), 'utf8'))
    expect(record).toMatchObject({ pick: 'reject', tags: ['Neon', 'Night sky', 'Straße'] })
  })

  test('tags are renamed, joined and removed everywhere', async () => {
    const { edits, views } = opened.library
    const [a, b] = insertItems(opened, 2) as [string, string]
    await edits.tag([a], ['cat', 'dog'])
    await edits.tag([b], ['hound'])
    await edits.renameTag('hound', 'dog')
    expect(await views.tags()).toEqual([{ value: 'cat', count: 1 }, { value: 'dog', count: 2 }])
    await edits.renameTag('cat', 'Cat')
    await edits.removeTag('dog')
    expect(await views.tags()).toEqual([{ value: 'Cat', count: 1 }])
    await edits.undo()
    expect(await found({ tagsAny: ['dog'] })).toEqual([b, a])
  })

  test('many at once, by number, and all of it is taken back', async () => {
    const { edits, views } = opened.library
    insertItems(opened, 1_500)
    const { numbers } = await views.order(everything)
    expect(numbers).toHaveLength(1_500)
    await edits.rate(numbers, 4)
    await edits.tag(numbers, ['all of them'])
    expect(opened.announced).toContainEqual({ name: 'library.changed', payload: { ids: 'all', reordered: true } })
    expect((await views.order({ ...everything, minRating: 4, tagsAll: ['all of them'] })).numbers).toHaveLength(1_500)
    expect(edits.history()).toEqual({ undo: { kind: 'tag', count: 1_500, name: 'all of them', value: null }, redo: null })
    await edits.undo()
    await edits.undo()
    expect((await views.facets(everything)).ratings).toEqual([{ value: 0, count: 1_500 }])
    expect(await views.tags()).toEqual([])
    expect((await edits.redo()).redo).toMatchObject({ kind: 'tag' })
    expect((await views.order({ ...everything, minRating: 4 })).numbers).toEqual(numbers)
  })

  test('a hundred steps are kept, and a new one ends what could be done again', async () => {
    const { edits, ...library } = opened.library
    const [id] = insertItems(opened, 1) as [string]
    for (let step = 0; step <= 105; step++) await edits.rename(id, `Title ${step}`)
    for (let step = 0; step < 110; step++) await edits.undo()
    expect(library.item(id).title).toBe('Title 5')
    await edits.redo()
    await edits.rename(id, 'Another')
    expect(edits.history()).toEqual({ undo: { kind: 'rename', count: 1, name: 'Another', value: null }, redo: null })
    // What changes nothing is no step.
    await edits.rename(id, 'Another')
    await edits.undo()
    expect(library.item(id).title).toBe('Title 6')
  })

  test('a step on an item that left for good does nothing, and never meets another item', async () => {
    const { library } = opened
    const id = await fileClip(library, 'still.png')
    await library.edits.tag([id], ['gone'])
    await library.trash([id])
    await library.emptyTrash([id])
    const next = await fileClip(library, 'still.png')
    while (library.edits.history().undo) await library.edits.undo()
    while (library.edits.history().redo) await library.edits.redo()
    expect(library.item(next)).toMatchObject({ tags: [], trashedAt: null })
    expect(await library.views.tags()).toEqual([])
  })
})

describe('collections', () => {
  test('lie in one another, keep the order given, and come back whole', async () => {
    const { collections, views, edits } = opened.library
    const [a, b, c] = insertItems(opened, 3) as [string, string, string]
    const outer = await collections.create({ kind: 'manual', name: 'Autumn', parentId: null })
    const inner = await collections.create({ kind: 'manual', name: 'Neon', parentId: outer })
    const other = await collections.create({ kind: 'manual', name: 'Spins', parentId: null })
    await collections.collect(inner, [a, b])
    await collections.collect(inner, [b, c])
    const inOrder = () => found({ collectionId: inner, sort: 'manual' })
    expect(await inOrder()).toEqual([a, b, c])
    await collections.arrange(inner, [c], a)
    expect(await inOrder()).toEqual([c, a, b])
    for (let turn = 0; turn < 60; turn++) await collections.arrange(inner, [[a, b][turn % 2]!], [b, a][turn % 2]!)
    expect(await inOrder()).toEqual([c, b, a])
    await collections.arrange(inner, [c], null)
    expect(await inOrder()).toEqual([b, a, c])
    expect(await found({ collectionId: outer })).toEqual([c, b, a])
    expect(await views.collections()).toMatchObject([
      { id: outer, name: 'Autumn', count: 3, parentId: null }, { id: other, count: 0, coverId: null }, { id: inner, parentId: outer, count: 3, coverId: b },
    ])
    await collections.move(other, null, outer)
    expect((await views.collections()).map((each) => each.id)).toEqual([other, outer, inner])
    await expect(collections.move(outer, inner, null)).rejects.toMatchObject({ code: 'not-possible-now' })
    const before = await views.collections()
    await collections.remove(outer)
    expect((await views.collections()).map((each) => each.id)).toEqual([other])
    await edits.undo()
    expect(await views.collections()).toEqual(before)
    expect(await inOrder()).toEqual([b, a, c])
    expect(opened.library.item(a).collectionIds).toEqual([inner])
    await collections.takeOut(inner, [a])
    expect(await inOrder()).toEqual([b, c])
  })

  test('smart ones ask, even for one another; searches are kept; comparisons hold a few', async () => {
    const { collections, views, edits } = opened.library
    const [a, b, c] = insertItems(opened, 3) as [string, string, string]
    await edits.rate([a, b], 5)
    await edits.tag([b, c], ['neon'])
    const best = await collections.create({ kind: 'smart', name: 'Best', parentId: null, query: { ...everything, minRating: 5 } })
    const neon = await collections.create({ kind: 'smart', name: 'Best neon', parentId: null, query: { ...everything, collectionId: best, tagsAll: ['neon'] } })
    expect(await found({ collectionId: best })).toEqual([b, a])
    expect(await found({ collectionId: neon })).toEqual([b])
    await collections.change(best, { query: { ...everything, collectionId: neon } })
    expect(await found({ collectionId: neon })).toEqual([])
    await edits.undo()
    await expect(collections.collect(best, [a])).rejects.toMatchObject({ code: 'not-possible-now' })
    const search = await collections.create({ kind: 'search', name: 'Red', query: { ...everything, text: 'red' } })
    const compared = await collections.create({ kind: 'comparison', name: 'Two', itemIds: [c, a] })
    expect(await found({ collectionId: compared, sort: 'manual' })).toEqual([c, a])
    expect(await views.collections()).toMatchObject([
      { id: best, kind: 'smart', count: 2 }, { id: neon, count: 1 }, { id: search, kind: 'search', query: { text: 'red' } }, { id: compared, count: 2 },
    ])
  })
})

test('items of equal bytes are told', async () => {
  const [a, , b, c] = insertItems(opened, 4, (index) => ({ sha256: index === 1 ? 'other' : 'same' })) as [string, string, string, string]
  expect(await opened.library.views.duplicates()).toEqual([[a, b, c]])
})
