import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { picture } from '../../../bench/library/picture'
import { everything } from '../../../../src-shared/mediaQuery'
import { openTestLibrary, type TestLibrary } from '../../../fixtures/libraries'

let opened: TestLibrary
let ids: string[]
beforeEach(async () => {
  opened = openTestLibrary()
  mkdirSync(join(opened.folder, 'Mine'))
  for (const name of ['One', 'Two', 'Three']) {
    writeFileSync(join(opened.folder, 'Mine', `${name}.png`), picture(32, 32, name.length * name.charCodeAt(0)))
    utimesSync(join(opened.folder, 'Mine', `${name}.png`), 1_700_000_000, 1_700_000_000)
  }
  await done(opened.library.importPaths([opened.folder]).id)
  while (opened.database.get(`SELECT 1 FROM items WHERE sha256 = ''`)) await new Promise((resolve) => setTimeout(resolve, 10))
  ids = (await opened.library.views.ids({ ...everything, sort: 'title' })).ids
})
afterEach(() => opened.close())

async function done(id: string) {
  await opened.library.tasks.settled()
  return opened.library.tasks.list().find((task) => task.id === id)
}
const names = () => readdirSync(opened.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes('.doitong')).map((entry) => entry.name).sort()

test('files are renamed by a template, each by its own name', async () => {
  expect(await done(opened.library.renameFiles(ids, '{year}/{kind}').id)).toMatchObject({ status: 'done', done: 3, changed: 3, failed: 0 })
  expect(names()).toEqual(['image (2).png', 'image (3).png', 'image.png'])
  expect(ids.every((id) => existsSync(opened.library.path(id)))).toBe(true)
  expect(await done(opened.library.renameFiles(ids, '{title}').id)).toMatchObject({ changed: 3 })
  expect(names()).toEqual(['One.png', 'Three.png', 'Two.png'])
  expect(await done(opened.library.renameFiles(ids, '{title}').id)).toMatchObject({ changed: 0 })
  expect(opened.database.all('SELECT * FROM file_moves')).toEqual([])
})

test.each([
  ['before the item was committed', 'Mine/One.png', ['One.png', 'Three.png', 'Two.png']],
  ['after the item was committed', 'Moved.png', ['Moved.png', 'Three.png', 'Two.png']],
])('a rename that was killed %s ends at the next start', async (_, named, after) => {
  linkSync(join(opened.folder, 'Mine', 'One.png'), join(opened.folder, 'Moved.png'))
  opened.database.run('INSERT INTO file_moves VALUES (?, ?, ?, ?)', [ids[0]!, opened.folder, 'Mine/One.png', 'Moved.png'])
  opened.database.run('UPDATE items SET file_name = ? WHERE id = ?', [named, ids[0]!])
  opened = await opened.reopen()
  await opened.library.close()
  expect(names()).toEqual(after)
  expect(opened.library.path(ids[0]!)).toBe(join(opened.folder, named))
})

test('a rename never goes over another file', async () => {
  writeFileSync(join(opened.folder, 'One.png'), 'somebody else')
  await done(opened.library.renameFiles([ids[0]!], '{title}').id)
  expect(names()).toEqual(['One (2).png', 'One.png', 'Three.png', 'Two.png'])
})

test('missing files are found again where they went, in the library or elsewhere', async () => {
  mkdirSync(join(opened.folder, 'Other'))
  renameSync(join(opened.folder, 'Mine', 'One.png'), join(opened.folder, 'Other', 'Renamed.png'))
  const away = join(opened.profile, 'away')
  mkdirSync(away)
  renameSync(join(opened.folder, 'Mine', 'Two.png'), join(away, 'x.png'))
  writeFileSync(join(away, 'decoy.png'), picture(32, 32, 9))
  expect(await done(opened.library.findMissing(null).id)).toMatchObject({ status: 'done', changed: 1 })
  expect(opened.library.path(ids[0]!)).toBe(join(opened.folder, 'Other', 'Renamed.png'))
  expect((await opened.library.views.ids({ ...everything, problems: ['missing'] })).ids).toEqual([ids[2]])
  expect(await done(opened.library.findMissing(away).id)).toMatchObject({ changed: 1 })
  expect(opened.library.path(ids[2]!)).toBe(join(opened.folder, 'Mine', 'Two.png'))
  expect(existsSync(join(away, 'x.png'))).toBe(true)
  rmSync(away, { recursive: true })
})
