import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashOf } from '../../src-main/library/place'
import { everything } from '../../src-shared/mediaQuery'
import { picture } from '../bench/library/picture'
import { openTestLibrary } from '../fixtures/libraries'
import { bundle } from '../unit/main/queue/bundle'
import { scaled } from './scale'

const sources = 24
let folder: string
let program: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doitong-library-kills-'))
  program = await bundle('test/faults/library/program.ts', folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((name) => !name.startsWith('.doitong/'))
    .sort()
}

/** Starts the work, and kills it some time after it began. */
async function killed(root: string, work: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [program, root, work], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended.then(() => Promise.reject(new Error('It ended by itself')))])
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  child.kill('SIGKILL')
  await ended
}

/** Opens the library as the next start does, lets it settle, and compares what it knows with what lies there. */
async function agree(root: string, hashes: ReadonlySet<string>): Promise<void> {
  const opened = openTestLibrary(root)
  try {
    const { library, database } = opened
    expect(Object.values(database.get<Record<string, string>>('PRAGMA integrity_check') ?? {})).toEqual(['ok'])
    library.importPaths([join(root, 'sources')])
    await library.tasks.settled()
    library.rebuild()
    await library.tasks.settled()
    while (database.get(`SELECT 1 FROM items WHERE sha256 = '' AND missing = 0`)) await new Promise((resolve) => setTimeout(resolve, 10))
    await library.close()
    const items = database.all<{ id: string; file_name: string; sha256: string; rating: number; trashed_at: number | null; tags_text: string }>(
      'SELECT id, file_name, sha256, rating, trashed_at, tags_text FROM items ORDER BY file_name',
    )
    const inTrash = filesIn(join(root, 'system-trash'))
    // Every file in the library is an item's, and every item has its file but one that a kill met between the system's trash and the commit.
    const files = filesIn(join(root, 'Library'))
    const gone = items.filter((item) => !files.includes(item.file_name))
    expect(files.filter((name) => !items.some((item) => item.file_name === name))).toEqual([])
    expect(gone.every((item) => item.trashed_at !== null)).toBe(true)
    expect(gone.length).toBeLessThanOrEqual(1)
    // No file of the user's is lost: each is in the library or in the system's trash, and the sources are as they were.
    const kept = new Set(await Promise.all([...files.map((name) => hashOf(join(root, 'Library', name))), ...inTrash.map((name) => hashOf(join(root, 'system-trash', name)))]))
    expect(kept).toEqual(hashes)
    expect(new Set(await Promise.all(filesIn(join(root, 'sources')).map((name) => hashOf(join(root, 'sources', name)))))).toEqual(hashes)
    expect(new Set(items.map((item) => item.sha256)).size).toBe(items.length)
    for (const item of items) {
      const record = JSON.parse(await readFile(join(root, 'Library', '.doitong', 'records', `${item.id}.json`), 'utf8')) as { file: string; rating: number; tags: string[] }
      expect({ file: record.file, rating: record.rating, tags: record.tags.join('\n') }).toEqual({ file: item.file_name, rating: item.rating, tags: item.tags_text })
    }
    expect(database.all('SELECT 1 FROM collection_items WHERE item NOT IN (SELECT number FROM items)')).toEqual([])
    expect(database.all('SELECT 1 FROM item_tags WHERE item NOT IN (SELECT number FROM items)')).toEqual([])
    expect(database.all('SELECT * FROM file_moves')).toEqual([])
    const found = await library.views.order(everything)
    expect(found.total).toBe(items.filter((item) => item.trashed_at === null).length)
    await library.close()
  } finally {
    await opened.media.stop()
    await opened.library.close()
    opened.database.close()
  }
}

describe.each(['import', 'move', 'tag', 'trash', 'rebuild'])('kills in the middle of: %s', (work) => {
  test('database and folder agree after the start, and no file is lost', async () => {
    const root = mkdtempSync(join(folder, `${work}-`))
    mkdirSync(join(root, 'sources'))
    const hashes = new Set<string>()
    for (let index = 0; index < sources; index++) {
      const path = join(root, 'sources', `Picture ${index}.png`)
      writeFileSync(path, picture(24, 24, index + 1, { parameters: `picture ${index}\nSteps: 20, Seed: ${index}, Size: 24x24` }))
      utimesSync(path, 1_700_000_000, 1_700_000_000)
      hashes.add(await hashOf(path))
    }
    for (let kill = 0; kill < scaled(50, 3); kill++) {
      await killed(root, work, 5 + Math.random() * 400)
      await agree(root, hashes)
    }
  })
})
