import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import { findBinaries } from '../../src-sandbox/media'
import { en } from '../../src-renderer/i18n/en'
import { mediaUrl } from '../../src-shared/media'
import { expect, test, type Studio } from './launch'
import { add, ask, goTo, grid, hasPicture, prompt, said, tiles } from './steps'

const run = promisify(execFile)
const picture = 'A lighthouse above a quiet sea at dusk'
const clip = 'Waves against black basalt, slow drone flight'
/** Half a second before a keyframe of the sandbox's clips, which have one every two seconds. */
const inFrame = 36
const outFrame = 84

test('from the first run to trimmed clips, all of it there after a restart', async ({ launch }) => {
  test.setTimeout(300_000)
  const studio = await launch({ size: { width: 1440, height: 900 } })

  await test.step('begins without a key', async () => {
    await expect(studio.page.getByRole('heading', { name: en.settings.welcome.title })).toBeVisible()
    await studio.page.getByRole('button', { name: en.settings.welcome.try }).click()
    await expect(studio.page.getByRole('button', { name: en.app.practice })).toBeVisible()
  })
  await test.step('chooses an image model in the gallery and makes an image', () => makeImage(studio.page))
  await test.step('makes a video', () => makeVideo(studio.page))
  await test.step('plays the video and seeks', () => playAndSeek(studio.page))
  await test.step('cuts it both ways', () => cutBothWays(studio.page))
  await test.step('the files are what was told', () => checkFiles(studio))
  await test.step('each knows the other', () => checkLineage(studio.page))

  expect(studio.pageErrors()).toEqual([])
  await studio.stop()
  await studio.relaunch()
  await test.step('everything is still there', () => checkKept(studio))
  expect(studio.pageErrors()).toEqual([])
  await studio.stop()
})

async function makeImage(page: Page): Promise<void> {
  await goTo(page, 'models')
  const gallery = page.getByRole('list', { name: en.models.gallery })
  await expect.poll(() => gallery.getByRole('listitem').count()).toBeGreaterThan(30)
  await page.getByLabel(en.models.search).fill('Flux Pro 1.1')
  await gallery.getByRole('button', { name: /^Flux Pro 1\.1,/ }).click()
  await page.getByRole('complementary', { name: en.models.inspector }).getByRole('button', { name: en.models.use }).click()

  const form = page.getByRole('form', { name: en.create.form })
  await expect(form.getByRole('button', { name: `${en.create.model}: Flux Pro 1.1` })).toBeVisible()
  await prompt(page).fill(picture)
  await form.getByLabel('Aspect ratio', { exact: true }).selectOption('16:9')
  // The line above the button, which is read aloud with it.
  const addButton = form.getByRole('button', { name: new RegExp(`^${en.create.add}`) })
  await expect(addButton).toHaveAccessibleDescription(new RegExp(`image.*2\\.5 credits.*about .*${en.create.practiceCost}`))
  await prompt(page).press('Control+Enter')

  const result = page.getByRole('region', { name: en.create.results }).getByRole('button', { name: picture })
  await expect(result).toBeVisible({ timeout: 120_000 })
  await expect.poll(() => hasPicture(result)).toBe(true)
}

async function makeVideo(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: en.create.form })
  await form.getByRole('radio', { name: en.models.types.VIDEO }).check()
  await form.getByRole('button', { name: /^Model: / }).click()
  await page.getByPlaceholder(en.create.searchModels).fill('Veo 3 Fast')
  await page.getByRole('dialog', { name: en.create.chooseModel }).getByRole('option').filter({ hasText: 'Veo 3 Fast' }).first().click()
  await form.getByRole('radio', { name: '4' }).check()
  await form.getByRole('radio', { name: en.compose.option.on, exact: true }).first().check()
  await add(page, clip)

  await goTo(page, 'library')
  await expect(tiles(page)).toHaveCount(2, { timeout: 180_000 })
  const tile = tiles(page).first()
  await expect(tile.getByRole('img', { name: new RegExp(`^${en.library.kind.video}, ${clip}`) })).toBeVisible()
  await expect.poll(() => hasPicture(tile)).toBe(true)
}

async function playAndSeek(page: Page): Promise<void> {
  await tiles(page).first().dblclick()
  const video = page.locator('video')
  await expect.poll(() => video.evaluate((it: HTMLVideoElement) => it.readyState), { timeout: 60_000 }).toBeGreaterThanOrEqual(2)
  const duration = await video.evaluate((it: HTMLVideoElement) => it.duration)
  expect(duration).toBeGreaterThan(3.9)
  expect(duration).toBeLessThan(4.1)
  const width = await video.evaluate((it: HTMLVideoElement) => it.videoWidth)
  expect(width).toBe(1280)

  const seek = page.getByRole('slider', { name: en.library.player.seek })
  const first = await frameAt(video, seek, 0.5)
  const third = await frameAt(video, seek, Math.round(duration * 75) / 100)
  expect(third.equals(first)).toBe(false)
  // Back again it is the very same picture: what differed was the frame and nothing around it.
  expect((await frameAt(video, seek, 0.5)).equals(first)).toBe(true)

  await page.getByRole('button', { name: en.library.player.play, exact: true }).click()
  await expect.poll(() => video.evaluate((it: HTMLVideoElement) => it.currentTime)).toBeGreaterThan(0.7)
  await page.getByRole('button', { name: en.library.player.pause, exact: true }).click()
}

/** What the window shows of the video at a time: its pixels cannot be read from the page, the scheme is not its own. */
async function frameAt(video: Locator, seek: Locator, seconds: number): Promise<Buffer> {
  await seek.fill(String(seconds))
  await expect.poll(() => video.evaluate((it: HTMLVideoElement) => (it.seeking ? -1 : it.currentTime))).toBeCloseTo(seconds, 1)
  // A frame is on the screen two paints after it was decoded.
  await video.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  return video.screenshot()
}

async function cutBothWays(page: Page): Promise<void> {
  // Letters are commands where nobody writes.
  await page.keyboard.press('t')
  const panel = page.getByRole('complementary', { name: en.trim.export.title })
  await expect(page.getByRole('slider', { name: en.trim.timeline.in })).toBeVisible({ timeout: 60_000 })

  // The in point by keys: to the end of the first second and a half, frame by frame over the last.
  const scrub = page.getByRole('slider', { name: en.trim.timeline.scrub })
  await scrub.focus()
  for (let step = 0; step < inFrame / 10 - 1; step++) await scrub.press('Shift+ArrowRight')
  for (let step = 0; step < inFrame % 10; step++) await scrub.press('.')
  await expect(scrub).toHaveAttribute('aria-valuenow', String(inFrame))
  await scrub.press('i')
  await expect(page.getByRole('spinbutton', { name: en.trim.timeline.inFrame })).toHaveValue(String(inFrame))
  // The out point as a number.
  const out = page.getByRole('spinbutton', { name: en.trim.timeline.outFrame })
  await out.fill(String(outFrame))
  await out.blur()
  await expect(page.getByRole('slider', { name: en.trim.timeline.out })).toHaveAttribute('aria-valuenow', String(outFrame))
  await expect(page.getByText(/^2 s · 48 frames$/)).toBeVisible()

  await panel.getByRole('radio', { name: /^Copy/ }).check()
  await expect(panel.getByText(`Begins at the keyframe ${inFrame / 24} s earlier; MP4 players hide that part.`)).toBeVisible()
  await page.keyboard.press('Control+e')
  const cuts = panel.getByRole('listitem')
  await expect(cuts.filter({ hasText: en.trim.running.completed })).toHaveCount(1, { timeout: 120_000 })

  await panel.getByRole('radio', { name: /^Exact/ }).check()
  await panel.getByRole('button', { name: en.trim.export.start }).click()
  await expect(cuts.filter({ hasText: en.trim.running.completed })).toHaveCount(2, { timeout: 120_000 })
}

interface Facts {
  frames: number
  durationSeconds: number
  /** Presentation time of the first packet of video: negative where an edit list hides a beginning. */
  firstPacketSeconds: number
}

async function factsOf(path: string): Promise<Facts> {
  const { ffprobe } = await findBinaries({})
  const say = ['-v', 'error', '-select_streams', 'v:0', '-of', 'json']
  const counted = await run(ffprobe, [...say, '-count_frames', '-show_entries', 'stream=nb_read_frames:format=duration', path])
  const packets = await run(ffprobe, [...say, '-show_entries', 'packet=pts_time', path])
  const { streams, format } = JSON.parse(counted.stdout) as { streams: { nb_read_frames: string }[]; format: { duration: string } }
  const times = (JSON.parse(packets.stdout) as { packets: { pts_time: string }[] }).packets.map((packet) => Number(packet.pts_time))
  return { frames: Number(streams[0]?.nb_read_frames), durationSeconds: Number(format.duration), firstPacketSeconds: Math.min(...times) }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function checkFiles(studio: Studio): Promise<void> {
  const frame = 1 / 24
  const { ids } = await ask(studio.page, 'library.ids', { kinds: ['video'], sort: 'oldest' })
  const items = await Promise.all(ids.map((id) => ask(studio.page, 'library.item', id)))
  expect(items).toHaveLength(3)
  const files = filesIn(join(studio.homeDir, 'Pictures', 'Doitong Studio'))
  const [source, copy, exact] = await Promise.all(
    items.map(async ({ fileName }) => {
      const found = files.filter((file) => file.endsWith(fileName))
      expect(found).toHaveLength(1)
      return factsOf(found[0]!)
    }),
  )
  expect(files.filter((file) => file.endsWith('.part'))).toEqual([])
  expect(source!.frames).toBe(96)
  expect(exact!.frames).toBe(outFrame - inFrame)
  expect(Math.abs(exact!.durationSeconds - (outFrame - inFrame) * frame)).toBeLessThanOrEqual(frame)
  // Told before: it begins at the keyframe one and a half seconds earlier, and players hide that. It may end a frame or two later,
  // where frames that were left out would be needed to show those kept.
  const plan = await ask(studio.page, 'trim.plan', { parts: [{ itemId: ids[0]!, inSeconds: inFrame * frame, outSeconds: outFrame * frame }], cut: 'copy' })
  expect(copy!.frames).toBe(plan.frames)
  expect(copy!.frames - (outFrame - inFrame)).toBeGreaterThanOrEqual(0)
  expect(copy!.frames - (outFrame - inFrame)).toBeLessThanOrEqual(2)
  expect(Math.abs(copy!.firstPacketSeconds + inFrame * frame)).toBeLessThanOrEqual(frame)
}

async function checkLineage(page: Page): Promise<void> {
  await page.getByRole('complementary', { name: en.trim.export.title }).getByRole('button', { name: en.trim.running.open }).first().click()
  const inspector = page.getByRole('complementary', { name: en.library.inspector.label })
  const from = inspector.getByRole('listitem').filter({ hasText: en.library.inspector.relation['trimmed-from'] })
  await from.getByRole('button', { name: clip }).click()
  await expect(inspector.getByRole('listitem').filter({ hasText: en.library.inspector.reverse['trimmed-from'] })).toHaveCount(2)
}

async function checkKept(studio: Studio): Promise<void> {
  const { page } = studio
  await goTo(page, 'library')
  await expect(grid(page)).toHaveAccessibleName(said(en.library.gridLabel, { total: said(en.library.shownAll_other, { total: 4 }) }))
  await expect(tiles(page)).toHaveCount(4)
  for (let at = 0; at < 4; at++) await expect.poll(() => hasPicture(tiles(page).nth(at))).toBe(true)
  await goTo(page, 'queue')
  await expect(page.getByRole('treegrid', { name: en.queue.tableLabel })).toContainText(picture)

  await goTo(page, 'library')
  await tiles(page).first().dblclick()
  const inspector = page.getByRole('complementary', { name: en.library.inspector.label })
  await expect(inspector.getByText(en.library.inspector.relation['trimmed-from'])).toBeVisible()
  const { ids } = await ask(page, 'library.ids', {})
  const video = page.locator('video')
  await expect(video).toHaveAttribute('src', mediaUrl.item(ids[0]!))
  await expect.poll(() => video.evaluate((it: HTMLVideoElement) => it.videoWidth), { timeout: 60_000 }).toBe(1280)
}
