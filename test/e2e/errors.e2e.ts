import type { Page } from '@playwright/test'
import { en } from '../../src-renderer/i18n/en'
import type { Sandbox, SandboxOptions } from '../../src-sandbox/server'
import { expect, test, type Studio } from './launch'
import { add, ask, chooseModel, goTo, grid, jobRow, jobRows, prompt, said, saveKey, tiles } from './steps'

const size = { width: 1440, height: 900 }
const model = 'A model for tests'

type Serve = (options?: SandboxOptions) => Promise<Sandbox>
type Launch = (options: object) => Promise<Studio>

/** The app on a server of the test's own, with the right key and one cheap and quick model chosen. */
async function studioOn(serve: Serve, launch: Launch, options: SandboxOptions = {}, settings: object = {}) {
  const sandbox = await serve(options)
  sandbox.control.putProvider({
    id: 'tested', type: 'IMAGE', name: model, credits: 2, seconds: 1,
    options: [{ name: 'style', type: 'enum', required: false, description: '', allowedValues: ['calm', 'loud'] }],
  })
  const studio = await launch({ size, settings: { endpoint: sandbox.url, welcomed: true, plan: 'pro', ...settings } })
  await saveKey(studio.page, sandbox.key)
  await expect(studio.page.getByText(en.settings.key.saved)).toBeVisible()
  await chooseModel(studio.page, 'IMAGE', model)
  return { sandbox, studio, page: studio.page }
}

const charged = (sandbox: Sandbox) => sandbox.control.ledger().filter((entry) => entry.credits > 0).length
const goOn = (page: Page) => page.getByRole('button', { name: en.app.blockResume })

test('a wrong key is refused in words; one that is revoked stops the queue and loses nothing', async ({ launch, serve }) => {
  const sandbox = await serve()
  const { page } = await launch({ size, settings: { endpoint: sandbox.url, welcomed: true, plan: 'pro' } })
  await saveKey(page, 'not_the_key')
  await expect(page.getByRole('alert').filter({ hasText: said(en.settings.key.refused, { host: new URL(sandbox.url).host }) })).toBeVisible()
  await expect(page.getByText(en.settings.key.practice)).toBeVisible()
  await saveKey(page, sandbox.key)
  await expect(page.getByText(en.settings.key.saved)).toBeVisible()

  sandbox.control.putProvider({ id: 'tested', type: 'IMAGE', name: model, credits: 2, seconds: 1 })
  await page.getByRole('navigation', { name: en.app.rail }).getByRole('button', { name: en.app.screens.models }).click()
  await page.getByRole('button', { name: en.models.refresh }).click()
  await chooseModel(page, 'IMAGE', model)
  sandbox.control.set({ keys: ['another'] })
  await add(page, 'A bridge in fog')
  await expect(page.getByRole('alert').filter({ hasText: en.app.block.unauthorized })).toBeVisible()
  await goTo(page, 'queue')
  await expect(jobRow(page, 'A bridge')).toContainText(en.queue.state.queued)
  expect(charged(sandbox)).toBe(0)

  sandbox.control.set({ keys: [sandbox.key] })
  await goOn(page).click()
  await expect(jobRow(page, 'A bridge')).toContainText(en.queue.state.completed)
  await expect(page.getByText(en.app.block.unauthorized)).toBeHidden()
  expect(charged(sandbox)).toBe(1)
})

test('when the credits are used up the jobs stay in line, and go on after a top-up', async ({ launch, serve }) => {
  const { sandbox, page } = await studioOn(serve, launch, { credits: 3 })
  await page.getByRole('spinbutton', { name: en.create.count }).fill('3')
  await add(page, 'A desert road at noon')
  await expect(page.getByRole('alert').filter({ hasText: en.app.block['insufficient-credits'] })).toBeVisible()
  await expect(page.getByRole('button', { name: en.app.blockBilling })).toBeVisible()
  await goTo(page, 'queue')
  await expect(jobRows(page).filter({ hasText: en.queue.state.completed })).toHaveCount(1)
  await expect(jobRows(page).filter({ hasText: en.queue.state.queued })).toHaveCount(2)
  expect(charged(sandbox)).toBe(1)

  sandbox.control.setCredits(100)
  await goOn(page).click()
  await expect(jobRows(page).filter({ hasText: en.queue.state.completed })).toHaveCount(3)
  await expect(page.getByText(en.app.block['insufficient-credits'])).toBeHidden()
  expect(charged(sandbox)).toBe(3)
})

test('an option that the server refuses fails that job by name, and the next one runs', async ({ launch, serve }) => {
  const { sandbox, page } = await studioOn(serve, launch)
  const form = page.getByRole('form', { name: en.create.form })
  await form.getByRole('radio', { name: 'loud' }).check()
  // The server has changed its mind since it was asked for its models.
  sandbox.control.putProvider({
    id: 'tested', type: 'IMAGE', name: model, credits: 2, seconds: 1,
    options: [{ name: 'style', type: 'enum', required: false, description: '', allowedValues: ['calm', 'wild'] }],
  })
  await add(page, 'A street parade')
  await form.getByRole('radio', { name: 'calm' }).check()
  await add(page, 'A sleeping cat')
  await goTo(page, 'queue')
  await expect(jobRow(page, 'A sleeping cat')).toContainText(en.queue.state.completed)
  const failed = jobRow(page, 'A street parade')
  await expect(failed).toContainText(en.queue.state.failed)
  await failed.click()
  const details = page.getByRole('complementary', { name: en.queue.details.label })
  await expect(details).toContainText(en.error['invalid-input'])
  await expect(details).toContainText(/style: must be one of calm, wild/)
  expect(charged(sandbox)).toBe(1)
  await expect(page.getByRole('alert').filter({ hasText: 'queue' })).toHaveCount(0)
})

test('a failed job is retried by hand, as a new attempt', async ({ launch, serve }) => {
  const { sandbox, page } = await studioOn(serve, launch)
  sandbox.control.addFault({ kind: 'failGeneration', match: { operation: 'generate', times: 1 } })
  await add(page, 'A paper boat')
  const results = page.getByRole('region', { name: en.create.results })
  await expect(results.getByText(en.error['generation-failed'])).toBeVisible()
  await results.getByRole('button', { name: en.create.tile.retry, exact: true }).click()
  await expect(results.getByRole('button', { name: 'A paper boat', exact: true })).toBeVisible()
  expect(charged(sandbox)).toBe(2)
  expect(new Set(sandbox.control.ledger().flatMap((entry) => entry.key ?? [])).size).toBe(2)
  await goTo(page, 'queue')
  await jobRow(page, 'A paper boat').click()
  const details = page.getByRole('complementary', { name: en.queue.details.label })
  await expect(details.getByText(en.queue.details.attempt, { exact: true })).toBeVisible()
})

test('a waiting job is canceled at once, a running one after a question', async ({ launch, serve }) => {
  const { sandbox, page } = await studioOn(serve, launch, { settings: { timeScale: 1 } })
  sandbox.control.putProvider({ id: 'slow', type: 'IMAGE', name: 'A slow model', credits: 5, seconds: 3_600 })
  await goTo(page, 'models')
  await page.getByRole('button', { name: en.models.refresh }).click()
  await chooseModel(page, 'IMAGE', 'A slow model')
  await add(page, 'A long river')
  await goTo(page, 'queue')
  await expect(jobRow(page, 'A long river')).toContainText(en.queue.state.generating)

  const footer = page.getByRole('contentinfo', { name: en.queue.strip.label })
  await footer.getByRole('button', { name: en.queue.pauseAll }).click()
  await add(page, 'A short river')
  await goTo(page, 'queue')
  await expect(jobRow(page, 'A short river')).toContainText(en.queue.state.queued)
  await jobRow(page, 'A short river').click()
  await page.keyboard.press('Delete')
  await expect(jobRow(page, 'A short river')).toContainText(en.queue.state.canceled)
  expect(charged(sandbox)).toBe(1)

  await jobRow(page, 'A long river').click()
  await page.keyboard.press('Delete')
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText(said(en.queue.confirm.cancelTitle_one, { count: 1 }))
  await question.getByRole('button', { name: en.queue.confirm.cancel_one }).click()
  await expect(jobRow(page, 'A long river')).toContainText(en.queue.state.canceled)
  expect(sandbox.control.generations().map((generation) => generation.status)).toEqual(['CANCELED'])
  expect(sandbox.control.credits()).toBe(1_000)
})

test('what is moved to the trash comes back by undo, and by restoring it', async ({ launch, serve }) => {
  const { page } = await studioOn(serve, launch)
  await add(page, 'A stone wall')
  await goTo(page, 'library')
  await expect(tiles(page)).toHaveCount(1)
  await tiles(page).first().click()
  await page.keyboard.press('Delete')
  const notice = page.getByRole('region', { name: en.app.notices })
  await expect(notice).toContainText(said(en.library.done.trashed_one, { count: 1 }))
  await expect(page.getByText(en.library.empty.all)).toBeVisible()
  await notice.getByRole('button', { name: en.library.action.undo }).click()
  await expect(tiles(page)).toHaveCount(1)

  await tiles(page).first().click()
  await page.keyboard.press('Delete')
  await expect(grid(page)).toBeHidden()
  await page.keyboard.press('Control+z')
  await expect(tiles(page)).toHaveCount(1)

  await tiles(page).first().click()
  await page.keyboard.press('Delete')
  await page.getByRole('navigation', { name: en.library.places.label }).getByRole('button', { name: new RegExp(`^${en.library.places.trash}`) }).click()
  await expect(tiles(page)).toHaveCount(1)
  await tiles(page).first().click()
  await page.getByRole('complementary', { name: en.library.inspector.label }).getByRole('button', { name: en.library.action.restore }).click()
  await expect(page.getByText(en.library.empty.trash)).toBeVisible()
  await page.getByRole('navigation', { name: en.library.places.label }).getByRole('button', { name: new RegExp(`^${en.library.places.all}`) }).click()
  await expect(tiles(page)).toHaveCount(1)
  expect((await ask(page, 'library.ids', {})).trashed).toBe(0)
})

test('a prompt that is missing is asked for where it belongs, and nothing is sent', async ({ launch, serve }) => {
  const { sandbox, page } = await studioOn(serve, launch)
  await prompt(page).fill('')
  await prompt(page).press('Control+Enter')
  await expect(page.getByText(en.create.problems.prompt)).toBeVisible()
  await expect(prompt(page)).toHaveAttribute('aria-invalid', 'true')
  expect((await ask(page, 'queue.snapshot')).jobs).toEqual([])
  expect(charged(sandbox)).toBe(0)
})
