import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { en } from '../../src-renderer/i18n/en'
import { es } from '../../src-renderer/i18n/es'
import type { Sandbox } from '../../src-sandbox/server'
import { findings } from './findings'
import { expect, resize, test, type Studio } from './launch'
import { add, ask, chooseModel, goTo, grid, prompt, saveKey, tiles, waitForModels } from './steps'

const size = { width: 1440, height: 900 }
type Texts = typeof en

/** The app on a server of the test's own, with one item of every kind, one job that failed, one that runs and one that waits. */
async function furnished(serve: () => Promise<Sandbox>, launch: (options: object) => Promise<Studio>): Promise<Studio> {
  const sandbox = await serve()
  sandbox.control.putProvider({ id: 'endless', type: 'IMAGE', name: 'Endless', credits: 3, seconds: 3_600 })
  const studio = await launch({ size, settings: { endpoint: sandbox.url, welcomed: true, plan: 'pro', language: 'en' } })
  const { page } = studio
  await saveKey(page, sandbox.key)
  await expect(page.getByText(en.settings.key.saved)).toBeVisible()
  await waitForModels(page)
  for (const [type, model] of [['IMAGE', 'Imagen'], ['VIDEO', 'Veo 3 Fast'], ['AUDIO', 'Google Text-to-Speech']] as const) {
    await chooseModel(page, type, model)
    await add(page, `Something of the kind ${type.toLowerCase()}`)
  }
  await goTo(page, 'library')
  await expect(tiles(page)).toHaveCount(3)
  sandbox.control.addFault({ kind: 'failGeneration', match: { operation: 'generate', times: 1 } })
  await chooseModel(page, 'IMAGE', 'Imagen')
  await add(page, 'One that fails')
  await expect(page.getByText(en.error['generation-failed']).first()).toBeVisible()
  sandbox.control.set({ timeScale: 1 })
  await chooseModel(page, 'IMAGE', 'Endless')
  await add(page, 'One that runs')
  await expect.poll(async () => (await ask(page, 'queue.snapshot')).jobs.map((job) => job.phase)).toContain('generating')
  await ask(page, 'queue.pause')
  await add(page, 'One that waits')
  return studio
}

/** Shows each screen in turn, with what opens over it. */
async function onEveryScreen(page: Page, texts: Texts, look: (screen: string) => Promise<void>): Promise<void> {
  const go = (place: 'create' | 'models' | 'library' | 'queue' | 'settings') => page.keyboard.press(`Control+${{ create: 1, models: 2, library: 3, queue: 4, settings: 5 }[place]}`)
  const heading = (name: string) => expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeAttached()

  await go('models')
  await heading(texts.models.title)
  await page.getByRole('list', { name: texts.models.gallery }).getByRole('button').first().click()
  await look('models')
  await go('create')
  await heading(texts.create.title)
  const result = page.getByRole('region', { name: texts.create.results }).getByRole('button', { name: 'Something of the kind video', exact: true })
  // Chosen already, a press would open it.
  if ((await result.getAttribute('aria-pressed')) === 'false') await result.click()
  await expect(page.getByRole('complementary', { name: texts.create.inspector })).toContainText('Veo 3 Fast')
  await look('create')
  await go('queue')
  await heading(texts.queue.title)
  await page.getByRole('row').filter({ hasText: 'One that fails' }).last().click()
  await look('queue')
  await page.getByRole('row').filter({ hasText: 'One that runs' }).last().click()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await look('question')
  await page.keyboard.press('Escape')
  await go('library')
  await heading(texts.library.title)
  const shown = page.getByRole('listbox').getByRole('option')
  await expect(shown).toHaveCount(3)
  await shown.filter({ has: page.getByRole('img', { name: /video/ }) }).click()
  await look('library')
  await page.keyboard.press('Enter')
  await expect(page.locator('video')).toBeVisible()
  await look('viewer')
  await page.keyboard.press('t')
  await expect(page.getByRole('slider', { name: texts.trim.timeline.in })).toBeVisible()
  await expect(page.getByText(texts.trim.export.planning)).toHaveCount(0)
  await look('trimmer')
  await go('settings')
  await heading(texts.settings.title)
  await look('settings')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: texts.app.palette })).toBeVisible()
  await look('palette')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: texts.app.help })).toBeVisible()
  await look('help')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+j')
  await expect(page.getByRole('treegrid')).toBeVisible()
  await look('drawer')
  await page.keyboard.press('Control+j')
}

test('axe finds nothing on any screen, in both themes and both languages', async ({ launch, serve }) => {
  test.setTimeout(420_000)
  const studio = await furnished(serve, launch)
  const { page } = studio
  const found: string[] = []
  for (const [language, texts] of [['en', en], ['es', es]] as const) {
    for (const theme of ['dark', 'light'] as const) {
      await ask(page, 'settings.change', { language, theme })
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await onEveryScreen(page, texts, async (screen) => {
        found.push(...(await findings(page, `${screen} ${language} ${theme}`)))
        if (process.env['LOOK'] !== undefined) await page.screenshot({ path: `test-results/look/${language}-${theme}-${screen}.png` })
      })
    }
  }
  expect(found).toEqual([])
})

test('axe finds nothing on the first run', async ({ launch }) => {
  const found: string[] = []
  const studio = await launch({ size })
  const { page } = studio
  for (const [language, texts] of [['en', en], ['es', es]] as const) {
    for (const theme of ['dark', 'light'] as const) {
      await ask(page, 'settings.change', { language, theme })
      await expect(page.getByRole('heading', { name: texts.settings.welcome.title })).toBeVisible()
      found.push(...(await findings(page, `welcome ${language} ${theme}`)))
    }
  }
  await page.getByRole('button', { name: es.settings.welcome.withKey }).click()
  found.push(...(await findings(page, 'welcome with a key')))
  expect(found).toEqual([])
})

test('the main task is done with the keyboard alone', async ({ launch, serve }) => {
  const sandbox = await serve()
  const studio = await launch({ size, settings: { endpoint: sandbox.url, welcomed: true, plan: 'pro' } })
  const { page } = studio
  const keys = page.keyboard
  const tabTo = async (name: string | RegExp, role: 'button' | 'textbox' | 'listbox' | 'radio' | 'slider') => {
    const wanted = page.getByRole(role, { name })
    for (let step = 0; step < 120; step++) {
      if (await wanted.evaluateAll((all) => all.some((one) => one === document.activeElement))) return
      await keys.press('Tab')
    }
    throw new Error(`Tab does not lead to ${String(name)}`)
  }

  // The key.
  await keys.press('Control+5')
  await tabTo(en.settings.key.field, 'textbox')
  await keys.type(sandbox.key)
  await keys.press('Enter')
  await expect(page.getByText(en.settings.key.saved)).toBeVisible()
  await waitForModels(page)

  // A model out of the gallery, by its name.
  await keys.press('Control+k')
  await expect(page.getByPlaceholder(en.app.paletteHint)).toBeFocused()
  await keys.type('Veo 3 Fast')
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toContainText('Veo 3 Fast')
  await keys.press('Enter')
  await expect(page.getByRole('button', { name: `${en.create.model}: Veo 3 Fast` })).toBeVisible()
  await tabTo(/^Prompt$/, 'textbox')
  await keys.type('A heron lifts from the reeds')
  await tabTo(new RegExp(`^${en.create.add}`), 'button')
  await keys.press('Enter')
  await expect.poll(async () => (await ask(page, 'library.ids', {})).total, { timeout: 60_000 }).toBe(1)

  // The result: seen, rated, played, cut.
  await keys.press('Control+3')
  await tabTo(/^Library,/, 'listbox')
  await keys.press('ArrowRight')
  await expect(tiles(page).first()).toHaveAttribute('aria-selected', 'true')
  await keys.press('4')
  await expect(tiles(page).first().getByRole('img')).toHaveAccessibleName(/4 stars/)
  await keys.press('Enter')
  await expect(page.getByRole('button', { name: en.library.viewer.back })).toBeVisible()
  await keys.press('t')
  await expect(page.getByRole('slider', { name: en.trim.timeline.in })).toBeVisible()
  await tabTo(en.trim.timeline.in, 'slider')
  await keys.press('ArrowRight')
  await keys.press('ArrowRight')
  await expect(page.getByRole('slider', { name: en.trim.timeline.in })).toHaveAttribute('aria-valuenow', '2')
  await keys.press('Control+e')
  await expect.poll(async () => (await ask(page, 'library.ids', {})).total, { timeout: 60_000 }).toBe(2)
  await keys.press('Escape')
  await expect(page.getByRole('button', { name: en.library.viewer.back })).toBeVisible()
  await keys.press('g')
  await expect(grid(page)).toBeVisible()
  await expect(tiles(page)).toHaveCount(2)
})

test('at 200 % in the smallest window everything can still be reached', async ({ launch, serve }) => {
  const studio = await furnished(serve, launch)
  const { page } = studio
  await resize(studio.app, page, { width: 1024, height: 640 })
  const window = await studio.app.browserWindow(page)
  await window.evaluate((it) => it.webContents.setZoomFactor(2))
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(512)

  const wide: string[] = []
  await onEveryScreen(page, en, async (screen) => {
    const { scrollWidth, width } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth, width: innerWidth }))
    if (scrollWidth > width) wide.push(`${screen}: ${scrollWidth} of ${width}`)
    if (process.env['LOOK'] !== undefined) writeFileSync(`test-results/look/zoom-${screen}.png`, Buffer.from(await window.evaluate(async (it) => (await it.webContents.capturePage()).toPNG().toString('base64')), 'base64'))
  })
  expect(wide).toEqual([])

  await goTo(page, 'create')
  const reach = async (name: string | RegExp, role: 'button' | 'textbox' | 'radio' | 'slider') => {
    const control = page.getByRole(role, { name }).first()
    await control.scrollIntoViewIfNeeded()
    await expect(control).toBeInViewport({ ratio: 0.9 })
    // Under the pointer it is itself, not something that lies over it.
    expect(await control.evaluate((it) => {
      const { x, y, width, height } = it.getBoundingClientRect()
      const hit = document.elementFromPoint(x + width / 2, y + height / 2)
      return hit !== null && (it.contains(hit) || hit.contains(it))
    })).toBe(true)
  }
  await prompt(page).scrollIntoViewIfNeeded()
  await expect(prompt(page)).toBeInViewport({ ratio: 0.5 })
  await reach(/^Model: /, 'button')
  await reach(new RegExp(`^${en.create.add}`), 'button')
  await goTo(page, 'models')
  await reach(en.models.search, 'textbox')
  await reach(/^Imagen,/, 'button')
  await goTo(page, 'settings')
  await reach(en.settings.key.test, 'button')
  await goTo(page, 'library')
  await tiles(page).first().scrollIntoViewIfNeeded()
  await expect(tiles(page).first()).toBeInViewport({ ratio: 0.5 })
})
