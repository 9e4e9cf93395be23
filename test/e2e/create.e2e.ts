import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { en } from '../../src-renderer/i18n/en'
import { es } from '../../src-renderer/i18n/es'
import type { Sandbox } from '../../src-sandbox/server'
import { expect, resize, test, type Studio } from './launch'
import { ask, chooseModel, goTo, prompt, said, saveKey, waitForModels } from './steps'

const words = en.compose
const size = { width: 1440, height: 900 }
const form = (page: Page) => page.getByRole('form', { name: en.create.form })
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const jobsOf = async (page: Page) => (await ask(page, 'queue.snapshot')).jobs.toSorted((a, b) => a.position - b.position)

/** The app with a key, on a server of the test's own, whose queue stands still. */
async function begin(serve: () => Promise<Sandbox>, launch: (options: object) => Promise<Studio>): Promise<{ sandbox: Sandbox; studio: Studio; page: Page }> {
  const sandbox = await serve()
  const studio = await launch({ size, settings: { endpoint: sandbox.url, welcomed: true, plan: 'pro', language: 'en' } })
  const { page } = studio
  await saveKey(page, sandbox.key)
  await expect(page.getByText(en.settings.key.saved)).toBeVisible()
  await waitForModels(page)
  await ask(page, 'queue.pause')
  return { sandbox, studio, page }
}

async function openMore(page: Page, item: string): Promise<void> {
  await form(page).getByRole('button', { name: words.tools.more, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).map((one) => one.finished.catch(() => undefined))))
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`))
}

test('a prompt with alternatives and a wildcard becomes a priced matrix', async ({ serve, launch }) => {
  const { page, studio } = await begin(serve, launch)
  await chooseModel(page, 'IMAGE', 'Imagen')
  await prompt(page).fill('A {red|blue} boat, __lens__')
  const missing = form(page).getByRole('button', { name: said(words.prompt.issue['unknown-wildcard'], { name: 'lens' }) })
  await missing.click()
  expect(await prompt(page).evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd))).toBe('__lens__')
  await prompt(page).press('Control+Enter')
  await expect(page.getByText(en.error['prompt-unclear']).first()).toBeVisible()
  expect(await jobsOf(page)).toEqual([])

  await openMore(page, words.tools.wildcards)
  const wildcards = dialog(page, words.wildcards.title)
  await wildcards.getByRole('button', { name: words.wildcards.new }).click()
  await wildcards.getByLabel(words.wildcards.name, { exact: true }).fill('lens')
  await wildcards.getByLabel(words.wildcards.lines).fill('# glass\n35 mm\n85 mm')
  await wildcards.getByRole('button', { name: words.wildcards.save }).click()
  await expect(wildcards.getByRole('button', { name: /lens 2/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(wildcards).toBeHidden()
  await expect(missing).toBeHidden()
  await expect(form(page).getByText(said(words.prompt.expandsTo_other, { amount: 4 }))).toBeVisible()

  await form(page).getByRole('button', { name: words.models.add }).click()
  await page.getByPlaceholder(en.create.searchModels).fill('Flux Dev')
  await page.getByRole('option').filter({ hasText: 'Flux Dev' }).first().click()
  const often = form(page).getByRole('spinbutton', { name: words.add.ofEach })
  await often.fill('2')
  await often.blur()
  await expect(form(page).getByText('16 images')).toBeVisible()
  const { providers } = await ask(page, 'models.list')
  const price = (name: string) => providers.find((provider) => provider.type === 'IMAGE' && provider.name === name)!.creditCost!
  const total = 8 * price('Imagen') + 8 * price('Flux Dev')
  await expect(form(page).getByText(said(en.app.credits_other, { amount: total }), { exact: true })).toBeVisible()

  await form(page).getByRole('button', { name: words.matrix.open }).click()
  const matrix = dialog(page, words.matrix.title)
  await expect(matrix.getByRole('row', { name: /^Together 4 16/ })).toContainText(String(total))
  await expect(matrix.getByText('A red boat, 35 mm')).toBeVisible()
  await page.keyboard.press('Escape')

  await form(page).getByRole('button', { name: en.create.add, exact: false }).first().click()
  await expect.poll(async () => (await jobsOf(page)).length).toBe(16)
  const jobs = await jobsOf(page)
  expect(new Set(jobs.map(({ request }) => `${request.prompt} ${request.provider} ${request.options['seed'] ?? ''}`)).size).toBe(16)
  expect(jobs[0]).toMatchObject({ request: { prompt: 'A red boat, 35 mm' }, axes: { prompt: 0, copy: 0 } })
  expect(jobs.reduce((sum, job) => sum + (job.estimatedCredits ?? 0), 0)).toBe(total)
  expect((await ask(page, 'queue.snapshot')).batches).toMatchObject([{ kind: 'matrix' }])
  expect(studio.pageErrors()).toEqual([])
})

test('several values of an option, prompts at random, and a price that is not stated', async ({ serve, launch }) => {
  const { page, sandbox } = await begin(serve, launch)
  sandbox.control.putProvider({ id: 'mystery', type: 'IMAGE', name: 'Mystery', pricing: { creditCost: 3, listed: false, estimatedSeconds: 5 } })
  await ask(page, 'models.refresh')
  await chooseModel(page, 'IMAGE', 'Imagen')
  await prompt(page).fill('A {calm|wild|quiet} sea')
  await form(page).getByRole('radio', { name: words.prompt.random }).check()
  const many = form(page).getByRole('spinbutton', { name: words.prompt.howMany })
  await many.fill('5')
  await many.blur()
  await expect(form(page).getByText('5 images')).toBeVisible()
  await form(page).getByRole('button', { name: new RegExp(`^${words.option.several.slice(0, 3)}|Several values of Aspect ratio`) }).first().click()
  const values = form(page).getByRole('group').filter({ has: page.getByRole('checkbox') }).or(form(page)).getByRole('checkbox')
  await values.nth(0).check()
  await values.nth(1).check()
  await expect(form(page).getByText('10 images')).toBeVisible()
  await form(page).getByRole('button', { name: words.models.add }).click()
  await page.getByPlaceholder(en.create.searchModels).fill('Mystery')
  await page.getByRole('option').filter({ hasText: 'Mystery' }).click()
  // It takes no such option, so it makes one of each prompt.
  await expect(form(page).getByText('15 images')).toBeVisible()
  await expect(form(page).getByText(/and 5 without a stated price/)).toBeVisible()
  await form(page).getByRole('button', { name: words.prompt.preview }).click()
  const shown = await form(page).getByRole('list', { name: words.prompt.preview }).getByRole('listitem').allInnerTexts()
  await prompt(page).press('Control+Enter')
  await expect.poll(async () => (await jobsOf(page)).length).toBe(15)
  const made = (await jobsOf(page)).filter(({ request }) => request.provider === 'mystery').map(({ request }) => request.prompt)
  expect(shown.map((line) => line.replace(/^\d+\s*/, '').trim())).toEqual(made)
})

test('presets, prompts used before, and a command to copy', async ({ serve, launch }) => {
  const { page, sandbox, studio } = await begin(serve, launch)
  await chooseModel(page, 'VIDEO', 'Kling 2.1')
  await prompt(page).fill('A {quiet|loud} street')
  await form(page).getByRole('button', { name: words.tools.presets }).click()
  const presets = dialog(page, words.presets.title)
  await presets.getByLabel(words.presets.name).fill('Street study')
  await presets.getByLabel(words.presets.name).press('Enter')
  await expect(presets.getByRole('button', { name: /^Street study/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await prompt(page).fill('Something else')
  await prompt(page).press('Control+Enter')
  await expect.poll(async () => (await jobsOf(page)).length).toBe(1)

  await form(page).getByRole('button', { name: words.tools.presets }).click()
  await presets.getByRole('button', { name: said(words.presets.actions, { name: 'Street study' }) }).click()
  await page.getByRole('menuitem', { name: words.presets.delete }).click()
  await expect(presets.getByText(words.presets.empty)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: words.presets.undo }).click()
  await form(page).getByRole('button', { name: words.tools.presets }).click()
  await presets.getByRole('button', { name: /^Street study/ }).click()
  await expect(prompt(page)).toHaveValue('A {quiet|loud} street')

  await prompt(page).fill('')
  await prompt(page).press('Alt+ArrowUp')
  await expect(prompt(page)).toHaveValue('Something else')
  await form(page).getByRole('button', { name: words.tools.history }).click()
  const history = dialog(page, words.history.title)
  await history.getByLabel(words.history.search).fill('else')
  await history.getByRole('button', { name: 'Something else' }).click()
  await expect(prompt(page)).toHaveValue('Something else')

  await openMore(page, words.tools.curl)
  await expect(page.getByText(words.curl.copied).first()).toBeVisible()
  const copied = await studio.app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toContain('$DOITONG_API_KEY')
  expect(copied).toContain('Something else')
  expect(copied).not.toContain(sandbox.key)
  expect(studio.pageErrors()).toEqual([])
})

test('pasted rows are checked, mended and added whole', async ({ serve, launch }) => {
  const { page, studio } = await begin(serve, launch)
  await chooseModel(page, 'IMAGE', 'Imagen')
  await openMore(page, words.tools.import)
  await page.getByLabel(words.table.paste).fill('prompt,provider,remark,count\nA lighthouse,imagen,good,2\nA harbour,nobody,typo,1\n,imagen,empty,1\n')
  await page.getByRole('button', { name: words.table.read }).click()
  const table = dialog(page, said(words.table.titleOf, { name: words.table.pasted }))
  await expect(table.getByText(words.table.problem['no-such-model'])).toBeVisible()
  await expect(table.getByText(words.table.problem.required)).toBeVisible()
  const addButton = table.getByRole('button', { name: en.create.add })
  await expect(addButton).toHaveAttribute('aria-disabled', 'true')
  await table.getByLabel(said(words.table.meaning, { name: 'remark' })).selectOption('')
  await table.getByLabel(said(words.table.cell, { line: 3, name: 'provider' })).fill('imagen')
  await table.getByRole('checkbox', { name: said(words.table.useLine, { line: 4 }) }).uncheck()
  await expect(table.getByText(/^3 jobs/)).toBeVisible()
  await expect(addButton).not.toHaveAttribute('aria-disabled', 'true')
  expect(await findings(page)).toEqual([])
  await addButton.click()
  await expect.poll(async () => (await jobsOf(page)).map(({ request }) => request.prompt)).toEqual(['A lighthouse', 'A lighthouse', 'A harbour'])
  expect(studio.pageErrors()).toEqual([])
})

test('a model that comes while the app runs, with options never seen, shows and works', async ({ serve, launch }) => {
  const { page, sandbox, studio } = await begin(serve, launch)
  sandbox.control.putProvider({
    id: 'dream-weaver', type: 'IMAGE', name: 'Dream Weaver', credits: 7, seconds: 1,
    options: [
      { name: 'wovenness', type: 'percent', required: true, description: 'How woven', allowedValues: ['0..100'] },
      { name: 'loomKind', type: 'thread-selector', required: false, description: '', allowedValues: ['warp', 'weft'] },
      { name: 'auraTint', type: 'color', required: false, description: '', allowedValues: [] },
      { name: 'lucid', type: 'flag', required: false, description: '', allowedValues: [] },
      { name: 'whisper', type: 'something-new', required: false, description: '', allowedValues: [] },
    ],
  })
  await goTo(page, 'models')
  await page.getByRole('button', { name: en.models.refresh }).click()
  await expect(page.getByText('Dream Weaver').first()).toBeVisible()
  await chooseModel(page, 'IMAGE', 'Dream Weaver')
  await prompt(page).fill('A woven dream')
  await prompt(page).press('Control+Enter')
  await expect(form(page).getByText(en.create.problems.required)).toBeVisible()
  expect(await jobsOf(page)).toEqual([])
  await form(page).getByRole('spinbutton', { name: 'Wovenness' }).fill('40')
  await form(page).getByRole('radio', { name: 'weft' }).check()
  await form(page).getByRole('radiogroup', { name: 'Lucid' }).getByRole('radio', { name: words.option.on, exact: true }).check()
  await form(page).getByLabel('Whisper', { exact: true }).fill('softly')
  await prompt(page).press('Control+Enter')
  await expect.poll(async () => (await jobsOf(page)).map(({ request }) => request.options)).toEqual([{ wovenness: 40, loomKind: 'weft', lucid: true, whisper: 'softly' }])
  await ask(page, 'queue.resume')
  await expect.poll(async () => (await jobsOf(page))[0]?.status, { timeout: 60_000 }).toBe('completed')
  expect((await jobsOf(page))[0]?.creditCost).toBe(7)
  expect(studio.pageErrors()).toEqual([])
})

test('a voice is found by its language among hundreds, and speech markup is checked', async ({ serve, launch }) => {
  const { page, studio } = await begin(serve, launch)
  await ask(page, 'queue.resume')
  await chooseModel(page, 'AUDIO', 'Google Text-to-Speech')
  await prompt(page).fill('<speak>Hola <wow>mundo</wow><p></speak>')
  const remark = (code: 'unknown-tag' | 'not-closed', name: string) => form(page).getByRole('button', { name: said(words.ssml[code], { name }) })
  await expect(remark('unknown-tag', 'wow')).toBeVisible()
  await remark('not-closed', 'p').click()
  expect(await prompt(page).evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd))).toBe('<p>')
  await prompt(page).fill('<speak>Hola <break time="1s"/> mundo</speak>')
  await expect(form(page).getByText(words.ssml.fine)).toBeVisible()

  const voice = form(page).getByRole('button', { name: 'Voice', exact: true })
  await voice.click()
  const list = page.getByRole('dialog', { name: words.voice.choose })
  await expect(list.locator('[cmdk-item]').first()).toBeVisible()
  expect(await list.locator('[cmdk-item]').count()).toBeGreaterThan(100)
  await list.getByLabel(words.voice.language).selectOption('es-ES')
  await expect.poll(async () => (await list.locator('[cmdk-item]').allInnerTexts()).every((text) => text.startsWith('es-ES'))).toBe(true)
  expect(await findings(page)).toEqual([])
  const chosen = list.locator('[cmdk-item]').first()
  const name = (await chosen.innerText()).split('\n')[0]!
  await chosen.click()
  await expect(voice).toContainText(name)
  await prompt(page).press('Control+Enter')
  await expect.poll(async () => (await jobsOf(page))[0]?.status, { timeout: 60_000 }).toBe('completed')
  expect((await jobsOf(page))[0]?.request.options).toEqual({ voice: name })
  await voice.click()
  await expect(list.getByRole('button', { name: said(words.voice.hear, { voice: name }) }).first()).toBeVisible()
  expect(studio.pageErrors()).toEqual([])
})

test('axe finds nothing in what opens over Create, in both themes and languages, and all of it fits a small window', async ({ serve, launch }) => {
  test.setTimeout(300_000)
  const { page, studio } = await begin(serve, launch)
  await ask(page, 'create.saveWildcard', 'lens', '35 mm\n85 mm', null)
  await chooseModel(page, 'IMAGE', 'Imagen')
  await prompt(page).fill('A {bustling|silent|{3::half|quite} empty} street, __lens__, ${mood=!{calm|wild}}${mood} and {2$$ and $$neon|rain|fog}, a { and a __nothing__')
  await form(page).getByRole('button', { name: words.models.add }).click()
  await page.getByPlaceholder(en.create.searchModels).fill('Flux Dev')
  await page.getByRole('option').filter({ hasText: 'Flux Dev' }).first().click()
  await form(page).getByRole('button', { name: words.prompt.preview }).click()
  const found: string[] = []
  for (const [language, texts] of [['en', en], ['es', es]] as const) {
    for (const theme of ['dark', 'light'] as const) {
      await ask(page, 'settings.change', { language, theme })
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      const look = async (name: string) => {
        found.push(...(await findings(page)).map((finding) => `${language} ${theme} ${name}: ${finding}`))
        if (process.env['LOOK'] !== undefined) await page.screenshot({ path: `test-results/look/create-${language}-${theme}-${name}.png` })
      }
      await look('form')
      if (theme === 'dark') {
        await resize(studio.app, page, { width: 1024, height: 640 })
        await look('form-small')
      }
      const tools = page.getByRole('group', { name: texts.compose.tools.label })
      for (const [name, title] of [[texts.compose.tools.history, texts.compose.history.title], [texts.compose.tools.presets, texts.compose.presets.title]] as const) {
        await tools.getByRole('button', { name }).click()
        await expect(dialog(page, title)).toBeVisible()
        await look(title === texts.compose.history.title ? 'history' : 'presets')
        await page.keyboard.press('Escape')
      }
      const menu = texts.compose.tools
      for (const [name, item, title] of [['import', menu.import, texts.compose.table.title], ['wildcards', menu.wildcards, texts.compose.wildcards.title], ['help', menu.help, texts.compose.help.title]] as const) {
        await tools.getByRole('button', { name: menu.more }).click()
        await page.getByRole('menuitem', { name: item }).click()
        await expect(dialog(page, title)).toBeVisible()
        if (name === 'wildcards') await page.getByRole('button', { name: /^lens/ }).click()
        await look(name)
        await page.keyboard.press('Escape')
      }
      await page.getByRole('button', { name: texts.compose.matrix.open }).click()
      await expect(dialog(page, texts.compose.matrix.title)).toBeVisible()
      await look('matrix')
      await page.keyboard.press('Escape')
      await resize(studio.app, page, size)
    }
  }
  expect(found).toEqual([])
  expect(studio.pageErrors()).toEqual([])
})
