import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openStore } from '../../../src-main/library/store'
import { openDatabase } from '../../../src-main/storage'
import { searchOf } from '../../../src-main/library/searchText'
import { mediaUrl } from '../../../src-shared/media'
import { atMost, table, type Bar } from '../report'
import { generateLibrary, type GeneratedLibrary } from './generate'
import { p95 } from './measure'
import {
  askForPictures, firstPaint, gridIsPainted, listenForJump, listenForKey, measuredTime, picturesLeft, plainPictures, rowsThroughIpc, searchIsPainted, sweep,
} from './window/inPage'
import { bareWindow, memoryMegabytes, open, prepare, resize, type Opened } from './window/launch'

interface WindowOptions {
  folder: string
  /** With its thumbnails made. */
  library: GeneratedLibrary
  rounds: number
  /** After which its memory is taken, seconds. */
  idleSeconds: number
  /** One of the parts only; empty: all. */
  only: string
}

/** What can be asked for one by one. */
export const windowParts = ['start', 'memory', 'scroll', 'jump', 'rows', 'window-search', 'keys'] as const

const frames = 300
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
const sleep = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1_000))

/** What is seen and felt in the real window, each beside what the same machine takes without the app's part in it. */
export async function benchWindow(options: WindowOptions): Promise<Bar[]> {
  const { executable, display, end } = await prepare()
  try {
    return await benchOn(executable, display, options)
  } finally {
    end()
  }
}

async function benchOn(executable: string, display: NodeJS.ProcessEnv, { folder, library, rounds, idleSeconds, only }: WindowOptions): Promise<Bar[]> {
  const bare = bareWindow(join(folder, 'bare'))
  const bareProfile = join(folder, 'bare-profile')
  mkdirSync(bareProfile, { recursive: true })
  const openApp = (profile: string) => open(executable, display, resolve('.'), profile)
  const openBare = () => open(executable, display, bare, bareProfile)
  const bars: Bar[] = []
  const wants = (part: (typeof windowParts)[number]) => part.includes(only)

  await leaveInLibrary(await openApp(library.profile.folder))
  if (wants('start')) bars.push(...(await benchStart(rounds, () => openApp(library.profile.folder), openBare)))
  if (wants('memory')) {
    const small = await generateLibrary({ folder: join(folder, 'small'), items: 1_000, thumbnails: true })
    await leaveInLibrary(await openApp(small.profile.folder))
    const of = (opening: () => Promise<Opened>) => idleMemory(opening, idleSeconds)
    const [alone, few, many] = [await of(openBare), await of(() => openApp(small.profile.folder)), await of(() => openApp(library.profile.folder))]
    table(['memory after idling', 'MB'], [['bare window', alone.toFixed(0)], ['1,000 items', few.toFixed(0)], [`${library.ids.length} items`, many.toFixed(0)]])
    bars.push(atMost('memory of all processes / bare window', many / alone, 2), atMost('memory, all items / 1,000 items', many / few, 1.15))
  }
  const opened = await openApp(library.profile.folder)
  try {
    await resize(opened)
    await opened.page.evaluate(gridIsPainted)
    if (wants('scroll')) bars.push(...(await benchScroll(opened)))
    if (wants('jump')) bars.push(await benchJump(opened, library, rounds))
    if (wants('rows')) bars.push(await benchRows(opened, library, rounds))
    if (wants('window-search')) bars.push(await benchSearchPainted(opened, library, rounds))
  } finally {
    await opened.app.close()
  }
  if (wants('keys')) bars.push(await benchKeys(join(folder, 'unseen'), openApp))
  return bars
}

/** The app opens where it was left. */
async function leaveInLibrary({ app, page }: Opened): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: /^Library/ }).click({ timeout: 60_000 })
  await page.evaluate(gridIsPainted)
  await app.close()
}

async function benchStart(rounds: number, openApp: () => Promise<Opened>, openBare: () => Promise<Opened>): Promise<Bar[]> {
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < Math.max(3, Math.ceil(rounds / 3)); round++) {
    for (const [opening, painted, times] of [[openBare, firstPaint, bare], [openApp, gridIsPainted, ours]] as const) {
      const opened = await opening()
      times.push((await opened.page.evaluate(painted)) - opened.startedAt)
      await opened.app.close()
    }
  }
  table(['start', 'median ms'], [['bare window, first paint', median(bare).toFixed(0)], ['grid, every tile painted', median(ours).toFixed(0)]])
  return [atMost('start to a painted grid / bare window', median(ours) / median(bare), 1.8)]
}

async function idleMemory(opening: () => Promise<Opened>, seconds: number): Promise<number> {
  const opened = await opening()
  await sleep(seconds)
  const megabytes = memoryMegabytes(opened.pid)
  await opened.app.close()
  return megabytes
}

async function benchScroll({ page }: Opened): Promise<Bar[]> {
  const ours: number[] = []
  const plain: number[] = []
  let [ourTasks, plainTasks] = [0, 0]
  for (const pixels of [20, 40, 80]) {
    const theirs = await page.evaluate(sweep, { plain: true, frames, pixels })
    const mine = await page.evaluate(sweep, { plain: false, frames, pixels })
    plain.push(...theirs.intervals)
    ours.push(...mine.intervals)
    plainTasks += theirs.longTasks
    ourTasks += mine.longTasks
  }
  table(['scroll sweep', 'p95 ms', 'tasks over 50 ms'], [['plain tiles', p95(plain).toFixed(1), plainTasks], ['grid', p95(ours).toFixed(1), ourTasks]])
  return [atMost('scroll sweep, p95 frame / plain tiles', p95(ours) / p95(plain), 1.25), atMost('tasks over 50 ms more than plain tiles', ourTasks - plainTasks, 0)]
}

async function benchJump({ page }: Opened, { ids }: GeneratedLibrary, rounds: number): Promise<Bar> {
  const bar = page.locator('[role=slider][aria-orientation=vertical]')
  const box = (await bar.boundingBox())!
  const shown = await page.locator('#library-grid [role=option]').count()
  const [ours, plain]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds * 2; round++) {
    const from = (round * 7_919) % Math.max(1, ids.length - shown)
    plain.push(await page.evaluate(plainPictures, { addresses: ids.slice(from, from + shown).map((id) => mediaUrl.thumbnail(id, 256)), edge: 150 }))
    await page.evaluate(listenForJump)
    await page.mouse.click(box.x + box.width / 2, box.y + box.height * (((round * 0.381_966) % 0.96) + 0.02))
    ours.push(await page.evaluate(measuredTime))
  }
  table(['jump by scrubber', 'p95 ms'], [[`the same files in a plain page (${shown})`, p95(plain).toFixed(1)], ['grid', p95(ours).toFixed(1)]])
  return atMost('jump until all tiles are decoded, p95 / plain page', p95(ours) / p95(plain), 1.5)
}

async function benchRows({ page }: Opened, { profile, ids }: GeneratedLibrary, rounds: number): Promise<Bar> {
  const pages = Array.from({ length: rounds * 4 }, (_, round) => Array.from({ length: 200 }, (_item, index) => 1 + ((round * 1_009 + index) % ids.length)))
  const through = await page.evaluate(rowsThroughIpc, pages)
  const database = openDatabase(profile.database)
  const store = openStore(database)
  const plain = pages.map((numbers) => {
    const start = performance.now()
    store.rows(numbers)
    return performance.now() - start
  })
  database.close()
  table(['a page of 200 rows', 'p95 ms'], [['the same SQL in plain Node', p95(plain).toFixed(2)], ['through the window', p95(through).toFixed(2)]])
  return atMost('200 rows through the window, p95 / plain Node', p95(through) / p95(plain), 2)
}

async function benchSearchPainted({ page }: Opened, { profile }: GeneratedLibrary, rounds: number): Promise<Bar> {
  const database = openDatabase(profile.database)
  const raw = (text: string): { count: number; spent: number } => {
    const start = performance.now()
    const [row] = database.all<{ list: string }>(
      `SELECT json_group_array(number) AS list FROM (SELECT items.number FROM item_search JOIN items ON items.number = item_search.rowid
       WHERE item_search MATCH ? AND trashed_at IS NULL ORDER BY created_at DESC, items.number DESC)`,
      [searchOf(text).wanted],
    )
    const spent = performance.now() - start
    return { count: (JSON.parse(row?.list ?? '[]') as number[]).length, spent }
  }
  const [ours, plain]: [number[], number[]] = [[], []]
  const format = new Intl.NumberFormat('en')
  for (let round = 0; round < rounds; round++) {
    for (const text of ['f', 'fo', 'fox', 'red f', 'neon ra', 'neon rain', 'lighthouse fog']) {
      const { count, spent } = raw(text)
      if (count === 0) continue
      plain.push(spent)
      ours.push(await page.evaluate(searchIsPainted, { text, expected: format.format(count) }))
    }
  }
  database.close()
  table(['search, last key to painted', 'p95 ms'], [['the raw question', p95(plain).toFixed(1)], ['grid', p95(ours).toFixed(1)]])
  return atMost('search, last key to painted, p95 / raw FTS query', p95(ours) / p95(plain), 2)
}

/** A library whose thumbnails are still to be made: keys while they are, against keys when nothing else goes on. */
async function benchKeys(folder: string, openApp: (profile: string) => Promise<Opened>): Promise<Bar> {
  const library = await generateLibrary({ folder, items: 1_000 })
  await leaveInLibrary(await openApp(library.profile.folder))
  const opened = await openApp(library.profile.folder)
  const { page } = opened
  try {
    await resize(opened)
    await page.evaluate(gridIsPainted)
    await page.locator('#library-grid').focus()
    const press = async (count: number) => {
      const times: number[] = []
      for (let index = 0; index < count; index++) {
        await page.evaluate(listenForKey)
        await page.keyboard.press(index % 20 < 10 ? 'ArrowRight' : 'ArrowLeft')
        times.push(await page.evaluate(measuredTime))
      }
      return times
    }
    await press(10)
    const idle = await press(60)
    await page.evaluate(askForPictures, library.ids.map((id) => mediaUrl.thumbnail(id, 256)))
    const busy: number[] = []
    while ((await page.evaluate(picturesLeft)) > 50 && busy.length < 200) busy.push(...(await press(10)))
    table(['key to paint', 'p95 ms', 'keys'], [['idle', p95(idle).toFixed(1), idle.length], ['while 1,000 thumbnails are made', p95(busy).toFixed(1), busy.length]])
    return atMost('key to paint while thumbnails are made, p95 / idle', p95(busy) / p95(idle), 1.5)
  } finally {
    await opened.app.close()
  }
}
