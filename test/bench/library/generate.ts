import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileName, titleOf } from '../../../src-main/library/fileName'
import { openStore, type NewItem } from '../../../src-main/library/store'
import { migrate, openDatabase, profilePaths, type Database, type ProfilePaths } from '../../../src-main/storage'
import { picture } from './picture'
import { tagNames, vocabulary } from './words'

export interface GeneratedLibrary {
  profile: ProfilePaths
  libraryFolder: string
  ids: string[]
}

interface Wanted {
  /** An empty folder: a profile and a library are made in it. */
  folder: string
  items: number
  seed?: number
  /** A video every fifth item is a link to; without it all items are pictures and sounds. */
  videoFile?: string
  /** Also links both sizes of thumbnails into the profile, so that nothing has to be drawn. */
  thumbnails?: boolean
  /** When the newest was made, epoch milliseconds. */
  now?: number
}

/** How many different pictures there are; the files are hard links to them, which keeps a hundred thousand under a gigabyte. */
const pictures = 64
const months = 30
const monthMs = 30 * 86_400_000
const itemsInOneCommit = 5_000

/**
 * A library as after years of use: real files under real names, hard links to a few, with prompts, models, ratings, tags, collections and batches. The
 * settings know its folder and that the first run is over, so the app can be started on the profile as it is.
 */
export async function generateLibrary({ folder, items, seed = 1, videoFile, thumbnails = false, now = Date.now() }: Wanted): Promise<GeneratedLibrary> {
  const profile = profilePaths(join(folder, 'profile'))
  const libraryFolder = join(folder, 'Library')
  const sources = join(libraryFolder, '.doitong', 'generated')
  mkdirSync(sources, { recursive: true })
  const words = vocabulary(seed)
  const shapes = [[192, 108], [108, 192], [144, 144]] as const
  for (let index = 0; index < pictures; index++) {
    const [width, height] = shapes[index % 3]!
    writeFileSync(join(sources, `${index}.png`), picture(width, height, index))
    if (!thumbnails) continue
    writeFileSync(join(sources, `${index}-256`), picture(Math.round(width * 1.33), Math.round(height * 1.33), index))
    writeFileSync(join(sources, `${index}-1024`), picture(width * 4, height * 4, index))
  }
  if (videoFile !== undefined) await copyFile(videoFile, join(sources, 'video.mp4'))
  writeFileSync(profile.settings, JSON.stringify({ libraryFolder, welcomed: true }))

  const database = openDatabase(profile.database)
  migrate(database)
  // In bulk, and the index of words at the end: a tenth of the time.
  const triggers = database.all<{ name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'items'`)
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`)
  const store = openStore(database)
  const ids: string[] = []
  const taken = new Set<string>()
  const file = (index: number) => {
    const id = uuid(seed, index)
    const prompt = words.prompt()
    const isVideo = videoFile !== undefined && index % 5 === 4
    const shown = Math.floor(words.random() * pictures)
    const [width, height] = shapes[shown % 3]!
    const createdAt = Math.round(now - (1 - (index + 1) / items) * months * monthMs)
    const extension = isVideo ? 'mp4' : 'png'
    const name = fileName({ title: titleOf(prompt, 'image'), createdAt, shortId: id.slice(0, 8), extension }, (one) => taken.has(one))
    taken.add(name)
    link(join(sources, isVideo ? 'video.mp4' : `${shown}.png`), join(libraryFolder, name))
    if (thumbnails) {
      for (const size of [256, 1024]) link(join(sources, `${shown}-${size}`), join(profile.thumbnails, id.slice(0, 2), `${id}-${size}-0`))
    }
    const item: NewItem = {
      id, kind: isVideo ? 'video' : 'image', title: titleOf(prompt, 'image'), prompt, type: isVideo ? 'VIDEO' : 'IMAGE', provider: words.provider(),
      options: JSON.stringify({ seed: Math.floor(words.random() * 1e6), aspectRatio: '16:9' }), inputs: '{}', credit_cost: 1 + Math.floor(words.random() * 12),
      remote_id: `gen-${index}`, job_id: `job-${index}`, batch_id: `batch-${Math.floor(index / 40)}`, account_id: 'sandbox', sandbox: 1, canceled_too_late: 0,
      created_at: createdAt, library_folder: libraryFolder, file_name: name,
      // One in fifty is there twice.
      sha256: createHash('sha256').update(`${index % 50 === 0 && index > 0 ? index - 1 : index}`).digest('hex'),
      size_bytes: 20_000 + Math.floor(words.random() * 4e6), width, height, duration_seconds: isVideo ? 2 + Math.floor(words.random() * 9) : null,
      frame_rate: isVideo ? 24 : null, container: extension, video_codec: isVideo ? 'h264' : 'png', audio_codec: null, has_audio: 0, origin: 'generated',
    }
    store.insert(item, [])
    ids.push(id)
  }
  for (let from = 0; from < items; from += itemsInOneCommit) {
    database.transaction(() => {
      for (let index = from; index < Math.min(items, from + itemsInOneCommit); index++) file(index)
    })
  }
  judge(database, items, words)
  database.exec(`INSERT INTO item_search (item_search) VALUES ('rebuild')`)
  for (const { sql } of triggers) database.exec(sql)
  database.exec('UPDATE items SET recorded_revision = revision')
  database.exec('PRAGMA optimize')
  database.close()
  return { profile, libraryFolder, ids }
}

/** Ratings, favourites, picks, tags and collections, as of somebody who judged a part of it. */
function judge(database: Database, items: number, words: ReturnType<typeof vocabulary>): void {
  database.transaction(() => {
    for (const [index, name] of tagNames.entries()) database.run('INSERT INTO tags (number, name, folded) VALUES (?, ?, ?)', [index + 1, name, name.toLowerCase()])
    for (let collection = 0; collection < 12; collection++) {
      database.run(`INSERT INTO collections VALUES (?, 'manual', ?, ?, ?, NULL)`, [
        `collection-${collection}`, `Collection ${collection}`, collection % 3 === 0 ? null : `collection-${collection - (collection % 3)}`, collection,
      ])
    }
    for (let number = 1; number <= items; number++) {
      const tags = words.tags()
      for (const tag of tags) database.run('INSERT INTO item_tags (tag, item) VALUES (?, ?)', [tagNames.indexOf(tag) + 1, number])
      const [rating, roll] = [words.rating(), words.random()]
      if (rating > 0 || tags.length > 0 || roll < 0.2) {
        const pick = roll < 0.05 ? 'pick' : roll < 0.12 ? 'reject' : 'none'
        database.run('UPDATE items SET rating = ?, favourite = ?, pick = ?, tags_text = ? WHERE number = ?', [
          rating, Number(roll < 0.02), pick, tags.join('\n'), number,
        ])
      }
      if (roll > 0.95) database.run('INSERT INTO collection_items VALUES (?, ?, ?)', [`collection-${number % 12}`, number, number])
    }
  })
}

const made = new Set<string>()
function link(from: string, to: string): void {
  const folder = dirname(to)
  if (!made.has(folder)) mkdirSync(folder, { recursive: true })
  made.add(folder)
  linkSync(from, to)
}

function uuid(seed: number, index: number): string {
  const hex = createHash('sha256').update(`${seed} ${index}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
