import { mkdirSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openLibrary } from '../../../src-main/library'
import { silentLog } from '../../../src-main/log'
import { openMedia } from '../../../src-main/media'
import { migrate, openDatabase } from '../../../src-main/storage'
import { defaultLibrarySettings } from '../../../src-shared/librarySettings'
import { everything } from '../../../src-shared/mediaQuery'

/** A library at work in a process of its own, to be killed in the middle: `program FOLDER WORK`. Says `at work` when it has begun, and never ends by itself. */
const [folder = '', work = ''] = process.argv.slice(2)
const [profile, systemTrash] = [join(folder, 'profile'), join(folder, 'system-trash')]
for (const needed of [profile, systemTrash, join(folder, 'Library')]) mkdirSync(needed, { recursive: true })
const database = openDatabase(join(profile, 'studio.db'))
migrate(database)
const library = openLibrary({
  database,
  media: openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(profile, 'thumbnails'), log: silentLog }),
  folder: () => join(folder, 'Library'),
  announce: () => {},
  log: silentLog,
  now: Date.now,
  // As a desktop's trash does it: in one rename.
  trashFile: async (path) => renameSync(path, join(systemTrash, `${Date.now()}-${basename(path)}`)),
  showFile: () => {},
  downloadAgain: async () => {},
  settings: () => defaultLibrarySettings,
  dragFolder: join(profile, 'dragged'),
  served: { previewsFolder: profile, artFolder: profile, referencesFolder: profile, referencePath: () => null },
})
const all = async () => (await library.views.ids(everything)).ids
const works: Record<string, () => Promise<void>> = {
  async import() {
    library.importPaths([join(folder, 'sources')])
    await library.tasks.settled()
  },
  async move() {
    for (const template of ['{year}/{title}', '{kind}/{id}', '{title}_{id}']) {
      library.renameFiles(await all(), template)
      await library.tasks.settled()
    }
  },
  async tag() {
    const ids = await all()
    await library.edits.tag(ids, [`tag ${Math.floor(Math.random() * 5)}`])
    await library.edits.rate(ids, Math.floor(Math.random() * 6))
    const id = await library.collections.create({ kind: 'manual', name: 'Some', parentId: null })
    await library.collections.collect(id, ids)
    await library.edits.undo()
  },
  async trash() {
    const ids = (await all()).slice(0, 1)
    if (ids.length === 0) return works['import']!()
    await library.trash(ids)
    await library.emptyTrash(ids)
  },
  async rebuild() {
    database.exec('DELETE FROM item_tags; DELETE FROM collection_items; DELETE FROM items')
    library.rebuild()
    await library.tasks.settled()
  },
}
if (work === 'rebuild' || (await all()).length === 0) await works['import']!()
process.stdout.write('at work\n')
for (;;) {
  await works[work]!()
  await new Promise((resolve) => setImmediate(resolve))
}
