import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { en } from '../../src-renderer/i18n/en'
import type { JobRequest } from '../../src-shared/job'
import { expect, test } from './launch'
import { ask, chooseModel, goTo, grid, prompt, tiles, waitForModels } from './steps'

/** The pictures of the README: the real window, and media that the embedded sandbox made. */
const folder = resolve('resources/pictures')
const size = { width: 1440, height: 900 }

const scenes: [JobRequest['type'], string, string, JobRequest['options']?][] = [
  ['IMAGE', 'flux-ultra', 'Photorealistic portrait in Rembrandt style, single candle, deep shadows', { aspectRatio: '16:9' }],
  ['IMAGE', 'imagen', 'Minimal ceramics on a linen table, morning light'],
  ['VIDEO', 'kling', 'A bustling Tokyo street at night, neon reflections on wet asphalt', { duration: 5 }],
  ['IMAGE', 'flux-dev', 'Bamboo forest at dawn, mist between the stems'],
  ['IMAGE', 'flux-pro', 'A lighthouse in a storm, long exposure, silver light'],
  ['VIDEO', 'luma', 'A paper boat drifting through a flooded library', { duration: 5 }],
  ['IMAGE', 'ink-art', 'Cranes over a river in ink, a single red sun'],
  ['IMAGE', 'stable-diffusion', 'Night market under rain, umbrellas from above'],
  ['AUDIO', 'elevenlabs', 'Welcome to the future of artificial intelligence', { voice: 'rachel' }],
  ['IMAGE', 'flux-pro-1.1', 'Desert dunes at blue hour, one set of footprints'],
  ['AVATAR', 'heygen', 'Hello, and welcome to the autumn campaign', {}],
  ['IMAGE', 'imagen', 'Macro of a dahlia, petals like folded paper'],
  ['VIDEO', 'veo-3', 'A whale made of clouds above a mountain lake'],
  ['IMAGE', 'flux-dev', 'Copper kettle, steam, window in winter'],
  ['IMAGE', 'flux-ultra', 'A planet of polished stone with thin rings', { aspectRatio: '16:9' }],
  ['IMAGE', 'sd-turbo', 'Tide pools at low sun, long shadows'],
]

const request = ([type, provider, words, options = {}]: (typeof scenes)[number]): JobRequest => ({
  type, provider, prompt: words, options, inputs: type === 'AVATAR' ? { voice: 'professional_female' } : {}, references: [], priority: null,
})

async function picture(page: Page, name: string): Promise<void> {
  // Thumbnails come in a moment after their rows.
  await expect.poll(() => page.locator('img').evaluateAll((all) => all.every((img) => (img as HTMLImageElement).complete))).toBe(true)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}

test('the pictures of the README', async ({ launch }) => {
  test.setTimeout(900_000)
  mkdirSync(folder, { recursive: true })
  const { page } = await launch({ size })
  await picture(page, 'welcome')
  await page.getByRole('button', { name: en.settings.welcome.try }).click()
  await waitForModels(page)

  await ask(page, 'queue.enqueue', { batchName: 'Autumn campaign', jobs: scenes.map(request) })
  await expect
    .poll(async () => (await ask(page, 'queue.snapshot')).jobs.filter((job) => job.status === 'completed').length, { timeout: 600_000, intervals: [1_000] })
    .toBe(scenes.length)
  const { ids } = await ask(page, 'library.ids', {})
  for (const [index, id] of ids.entries()) if (index % 3 !== 1) await ask(page, 'library.rate', [id], 3 + (index % 3))

  await goTo(page, 'models')
  await expect(page.getByRole('heading', { name: en.models.title })).toBeVisible()
  await picture(page, 'models')

  await goTo(page, 'library')
  await expect(tiles(page)).not.toHaveCount(0)
  await grid(page).getByRole('option', { name: /Tokyo/ }).click()
  await picture(page, 'library')
  await grid(page).getByRole('option', { name: /whale/ }).click()
  await page.keyboard.press('Enter')
  await expect(page.locator('video')).toBeVisible()
  await expect.poll(() => page.locator('video').evaluate((video) => (video as HTMLVideoElement).readyState)).toBeGreaterThanOrEqual(2)
  await picture(page, 'viewer')
  await page.getByRole('button', { name: /^Trim/ }).first().click()
  await expect(page.getByRole('button', { name: new RegExp(en.trim.export.start) })).toBeEnabled()
  for (let step = 0; step < 30; step++) await page.keyboard.press('Period')
  await page.keyboard.press('i')
  for (let step = 0; step < 50; step++) await page.keyboard.press('Period')
  await page.keyboard.press('o')
  for (let step = 0; step < 20; step++) await page.keyboard.press('Comma')
  await picture(page, 'trim')

  await chooseModel(page, 'VIDEO', 'Kling 2.1')
  await prompt(page).fill('A silent Tokyo street before sunrise, neon going out, slow dolly forward, cinematic grain')
  await picture(page, 'create')

  const more = (provider: string, words: readonly string[]) => words.map((one) => request(['VIDEO', provider, one, { duration: 5 }]))
  await ask(page, 'queue.enqueue', {
    batchName: 'Neon street study',
    jobs: [...more('kling', ['A silent Tokyo street, 35 mm anamorphic', 'A bustling Tokyo street, 85 mm', 'A silent Tokyo street, fisheye']), request(['VIDEO', 'veo-3', 'A bustling Tokyo street, drone shot'])],
  })
  await ask(page, 'queue.enqueue', { batchName: 'One with a mistake', jobs: [request(['IMAGE', 'flux-dev', 'A poster with an option nobody knows', { poster: 'yes' }])] })
  await goTo(page, 'queue')
  await expect.poll(async () => (await ask(page, 'queue.snapshot')).jobs.some((job) => job.phase === 'generating' && (job.fraction ?? 0) > 0.1)).toBe(true)
  await picture(page, 'queue')

  await goTo(page, 'settings')
  await expect(page.getByRole('heading', { name: en.settings.title, exact: true })).toBeVisible()
  await picture(page, 'settings')
})
