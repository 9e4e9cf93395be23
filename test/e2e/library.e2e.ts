import type { Locator, Page } from '@playwright/test'
import { en } from '../../src-renderer/i18n/en'
import { es } from '../../src-renderer/i18n/es'
import type { JobRequest } from '../../src-shared/job'
import { findings } from './findings'
import { expect, test, type Studio } from './launch'
import { ask, goTo, grid, said, saveKey, tiles, waitForModels } from './steps'
import type { Sandbox } from '../../src-sandbox/server'

const size = { width: 1440, height: 900 }
const { library } = en

/** From the newest on, as the grid shows them. */
const prompts = ['Sea at dawn', 'Paper boats', 'Night market', 'Dunes', 'Lighthouse']

/** The library with five pictures, or with clips; the first prompt is the newest. */
async function furnished(serve: () => Promise<Sandbox>, launch: (options: object) => Promise<Studio>, type: JobRequest['type'] = 'IMAGE'): Promise<Page> {
  const sandbox = await serve()
  const { page } = await launch({ size, settings: { endpoint: sandbox.url, welcomed: true, plan: 'pro', language: 'en' } })
  await saveKey(page, sandbox.key)
  await expect(page.getByText(en.settings.key.saved)).toBeVisible()
  await waitForModels(page)
  const provider = type === 'IMAGE' ? 'imagen' : 'veo-3-fast'
  for (const [index, prompt] of prompts.toReversed().entries()) {
    await ask(page, 'queue.enqueue', {
      batchName: 'Scene',
      jobs: [{ type, provider, prompt, options: { seed: 40 + index }, inputs: {}, references: [], priority: null }],
    })
    await expect.poll(async () => (await ask(page, 'library.ids', {})).ids.length).toBe(index + 1)
  }
  await goTo(page, 'library')
  await expect(tiles(page)).toHaveCount(prompts.length)
  return page
}

const tile = (page: Page, prompt: string): Locator => grid(page).getByRole('option').filter({ has: page.getByRole('img', { name: new RegExp(prompt) }) })
const saying = (page: Page, prompt: string, words: string) => grid(page).getByRole('img', { name: new RegExp(`${prompt}.*${words}`) })
const inspector = (page: Page) => page.getByRole('complementary', { name: library.inspector.label })
const places = (page: Page) => page.getByRole('navigation', { name: library.places.label })
const notices = (page: Page) => page.getByRole('region', { name: en.app.notices })

test('a night is judged by keys alone, and every step can be taken back', async ({ launch, serve }) => {
  const page = await furnished(serve, launch)
  await tile(page, 'Sea at dawn').click()
  await page.keyboard.press('4')
  await expect(saying(page, 'Sea at dawn', said(library.tileRated_other, { count: 4 }))).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('p')
  await expect(saying(page, 'Paper boats', library.pick.pick)).toBeVisible()
  await page.keyboard.press('p')
  await expect(saying(page, 'Paper boats', library.pick.pick)).toHaveCount(0)
  await page.keyboard.press('p')
  await expect(saying(page, 'Paper boats', library.pick.pick)).toBeVisible()

  // From here on judging goes on by itself.
  await page.keyboard.press('Shift+A')
  await page.keyboard.press('n')
  await expect(tile(page, 'Night market')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('x')
  await expect(saying(page, 'Night market', library.pick.reject)).toBeVisible()
  await expect(tile(page, 'Dunes')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('5')
  await expect(saying(page, 'Dunes', said(library.tileRated_other, { count: 5 }))).toBeVisible()
  await expect(tile(page, 'Lighthouse')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('f')
  await expect(saying(page, 'Lighthouse', library.favourite)).toBeVisible()

  // Back again, by name.
  await page.keyboard.press('Control+z')
  await expect(notices(page).getByText(said(library.done.undone, { step: said(library.step.favourite_one, { count: 1 }) }))).toBeVisible()
  await expect(saying(page, 'Lighthouse', library.favourite)).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(saying(page, 'Dunes', '5')).toHaveCount(0)
  await page.keyboard.press('Control+Shift+z')
  await expect(saying(page, 'Dunes', said(library.tileRated_other, { count: 5 }))).toBeVisible()

  // Large, the same keys.
  await tile(page, 'Lighthouse').click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Lighthouse' })).toBeVisible()
  await page.keyboard.press('3')
  await expect(inspector(page).getByRole('slider', { name: library.inspector.rating })).toHaveAttribute('aria-valuenow', '3')
  await page.keyboard.press('Shift+N')
  await expect(page.getByRole('heading', { level: 1, name: 'Lighthouse' })).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('heading', { level: 1, name: 'Dunes' })).toBeVisible()
  await page.keyboard.press('g')
  await expect(tile(page, 'Dunes')).toHaveAttribute('aria-selected', 'true')

  // What is picked is a place of its own.
  await places(page).getByRole('button', { name: library.places.picked }).click()
  await expect(tiles(page)).toHaveCount(1)
})

test('what belongs together is tagged, collected, searched and kept', async ({ launch, serve }) => {
  const page = await furnished(serve, launch)
  await tile(page, 'Sea at dawn').click()
  await tile(page, 'Paper boats').click({ modifiers: ['Control'] })
  await page.keyboard.press('Shift+T')
  await page.keyboard.type('water')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await expect(notices(page).getByText(said(library.done.tagged_other, { count: 2, name: 'water' }))).toBeVisible()

  // On one item: completed from what is in use, and a note.
  await tile(page, 'Lighthouse').click()
  await inspector(page).getByRole('combobox', { name: library.tags.add }).fill('wa')
  await inspector(page).getByRole('listbox', { name: library.tags.completions }).getByRole('option', { name: /water/ }).click()
  await expect(inspector(page).getByRole('button', { name: said(library.tags.remove, { name: 'water' }) })).toBeVisible()
  await inspector(page).getByRole('textbox', { name: library.inspector.note }).fill('for the harbour campaign')
  await inspector(page).getByRole('textbox', { name: library.inspector.note }).press('Control+Enter')
  await page.getByRole('searchbox').fill('harbour')
  await expect(tiles(page)).toHaveCount(1)
  await page.getByRole('searchbox').fill('')
  await expect(tiles(page)).toHaveCount(5)

  // Two into a new collection by keys, a third by dragging.
  await tile(page, 'Dunes').click()
  await tile(page, 'Night market').click({ modifiers: ['Control'] })
  await page.keyboard.press('Shift+C')
  await page.keyboard.type('Campaign')
  await page.getByRole('option', { name: said(library.collection.create, { name: 'Campaign' }) }).click()
  const campaign = places(page).getByRole('button', { name: /^Campaign/ })
  await expect(campaign).toContainText('2')
  await tile(page, 'Sea at dawn').dragTo(campaign)
  await expect(campaign).toContainText('3')
  await page.keyboard.press('Control+z')
  await expect(campaign).toContainText('2')
  await campaign.click()
  await expect(tiles(page)).toHaveCount(2)
  await places(page).getByRole('button', { name: new RegExp(`^${library.places.all}`) }).click()

  // By a filter with counts, kept as a smart collection that follows.
  await page.getByRole('button', { name: library.filter.open, exact: true }).click()
  const filters = page.getByRole('dialog', { name: library.filter.label })
  await filters.getByRole('checkbox', { name: /^water/ }).check()
  await expect(tiles(page)).toHaveCount(3)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: library.filter.save }).click()
  await page.getByRole('textbox', { name: library.save.name }).fill('By the water')
  await page.getByRole('button', { name: library.save.keep, exact: true }).click()
  const smart = places(page).getByRole('button', { name: /^By the water/ })
  await expect(smart).toContainText('3')
  await page.getByRole('button', { name: said(library.filter.remove, { name: 'water' }) }).click()
  await expect(tiles(page)).toHaveCount(5)
  const [first] = (await ask(page, 'library.ids', { text: 'dunes' })).ids
  await ask(page, 'library.tag', [first!], ['Water'])
  await expect(smart).toContainText('4')
  await smart.click()
  await expect(tiles(page)).toHaveCount(4)
})

test('two are compared side by side, with a slider and by what differs; and used again', async ({ launch, serve }) => {
  const page = await furnished(serve, launch)
  await tile(page, 'Sea at dawn').click()
  await tile(page, 'Dunes').click({ modifiers: ['Control'] })
  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { level: 1, name: said(library.compare.title_other, { count: 2 }) })).toBeVisible()
  await expect(inspector(page).getByRole('row', { name: /44\s+41/ })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('2')
  await expect(page.getByRole('slider', { name: said(library.compare.ratingOf, { letter: 'B' }) })).toHaveAttribute('aria-valuenow', '2')
  await page.getByRole('radio', { name: library.compare.wipe }).check()
  const edge = page.getByRole('slider', { name: library.compare.edge })
  await edge.focus()
  await page.keyboard.press('End')
  await expect(edge).toHaveAttribute('aria-valuenow', '100')
  await page.getByRole('button', { name: library.compare.keep }).click()
  await page.keyboard.press('Escape')
  await places(page).getByRole('button', { name: /^Comparison: / }).click()
  await expect(page.getByRole('heading', { level: 1, name: said(library.compare.title_other, { count: 2 }) })).toBeVisible()
  await page.keyboard.press('Escape')

  // A list with columns, sorted by one of them.
  await page.keyboard.press('Shift+G')
  await page.getByRole('button', { name: library.column.title }).click()
  await expect(tiles(page).first()).toContainText('Dunes')
  await tile(page, 'Lighthouse').click()
  await page.keyboard.press('s')
  await expect(page.getByRole('form', { name: en.create.form }).getByLabel(/Seed/).first()).toHaveValue('40')
})

test('axe finds nothing in the library, whatever lies over it', async ({ launch, serve }) => {
  test.setTimeout(420_000)
  const page = await furnished(serve, launch)
  const [first, second] = (await ask(page, 'library.ids', {})).ids
  await ask(page, 'library.tag', [first!, second!], ['client review'])
  const outer = await ask(page, 'library.createCollection', { kind: 'manual', name: 'Campaign' })
  await ask(page, 'library.createCollection', { kind: 'manual', name: 'Portraits', parentId: outer })
  await ask(page, 'library.collect', outer, [first!])
  const found: string[] = []
  for (const [language, texts] of [['en', en], ['es', es]] as const) {
    for (const theme of ['dark', 'light'] as const) {
      await ask(page, 'settings.change', { language, theme })
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      const look = async (what: string) => void found.push(...(await findings(page, `${what} ${language} ${theme}`)))
      const listbox = page.locator('#library-grid')
      await listbox.getByRole('option').first().click()
      await look('grid')
      await page.keyboard.press('Shift+T')
      await page.keyboard.type('cli')
      await look('tags')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Shift+C')
      await look('collect')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Shift+G')
      await look('list')
      await page.keyboard.press('Shift+G')
      await page.getByRole('button', { name: texts.library.filter.open, exact: true }).click()
      await page.getByRole('checkbox', { name: /^client review/ }).check()
      await look('filters')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: texts.library.filter.save }).click()
      await look('save')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: texts.library.view.label, exact: true }).click()
      await look('view')
      await page.keyboard.press('Escape')
      await listbox.focus()
      await page.keyboard.press('Control+a')
      await look('several')
      await page.keyboard.press('c')
      await expect(page.getByRole('radio', { name: texts.library.compare.wipe })).toBeVisible()
      await look('comparison')
      await page.getByRole('radio', { name: texts.library.compare.wipe }).check()
      await look('slider')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: texts.library.places.duplicates }).click()
      await look('duplicates')
      await page.getByRole('navigation', { name: texts.library.places.label }).getByRole('button', { name: new RegExp(`^${texts.library.places.all}`) }).click()
    }
  }
  expect(found).toEqual([])
})
