import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { everything } from '../../../../src-shared/mediaQuery'
import { likenessOf } from '../../../../src-main/media/likeness'
import { picture } from '../../../bench/library/picture'
import { openTestLibrary, type TestLibrary } from '../../../fixtures/libraries'
import { insertItems } from './items'

let opened: TestLibrary
beforeEach(() => {
  opened = openTestLibrary()
})
afterEach(() => opened.close())

test('pictures that look alike are found, whatever their size and encoding', async () => {
  const { library, folder, media } = opened
  const mine = join(folder, 'Mine')
  mkdirSync(mine)
  for (const seed of [3, 11, 40]) writeFileSync(join(mine, `${seed}.png`), picture(320, 180, seed))
  const { ffmpeg } = await media.binaries()
  execFileSync(ffmpeg, ['-v', 'error', '-i', join(mine, '3.png'), '-vf', 'scale=200:-2,eq=brightness=0.05', '-q:v', '8', join(mine, 'copy.jpg')])
  for (const name of ['3.png', '11.png', '40.png', 'copy.jpg']) utimesSync(join(mine, name), 1_700_000_000, 1_700_000_000)
  library.importPaths([folder])
  const known = () => opened.database.all('SELECT 1 FROM items WHERE likeness_high IS NOT NULL').length
  while (known() < 4) await new Promise((resolve) => setTimeout(resolve, 30))
  const { ids } = await library.views.ids(everything)
  const idOf = (title: string) => ids.find((id) => library.item(id).title === title)!
  expect((await library.similar(idOf('3'))).map((one) => one.id)).toEqual([idOf('copy')])
  expect(await library.similar(idOf('11'))).toEqual([])
})

test('what shows nothing looks like nothing', () => {
  expect(likenessOf(new Uint8Array(144).fill(90))).toBeNull()
  expect(likenessOf(new Uint8Array(3))).toBeNull()
  expect(likenessOf(Uint8Array.from({ length: 144 }, (_, index) => (index % 16) * 16))).toEqual({ high: 0xffffffff, low: 0xffffffff })
})

test('the trash is emptied of what is old, if wished, and only then', async () => {
  const { library, database } = opened
  const [old, fresh] = insertItems(opened, 2) as [string, string]
  await library.trash([old, fresh])
  database.run('UPDATE items SET trashed_at = ? WHERE id = ?', [Date.now() - 31 * 86_400_000, old])
  await library.emptyOldTrash()
  expect((await library.views.ids({ ...everything, trashed: true })).ids).toHaveLength(2)
  opened.settings.trashDays = 30
  await library.emptyOldTrash()
  expect((await library.views.ids({ ...everything, trashed: true })).ids).toEqual([fresh])
  expect(existsSync(opened.folder)).toBe(true)
})
