import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { en } from '../../src-renderer/i18n/en'
import { matrixSchema } from '../../src-shared/matrix'
import { expect, test } from './launch'
import { ask, goTo, jobRows, said, saveKey, waitForModels } from './steps'

const size = { width: 1440, height: 900 }

/** Three prompts on two models with two seeds each: 6 jobs of 2 credits and 6 of 5. */
const matrix = matrixSchema.parse({ type: 'IMAGE', prompt: { text: 'A {red|green|blue} lake' }, models: ['cheap', 'dear'], copies: 2 })
const whole = 6 * 2 + 6 * 5

/** Waiting jobs in the order of the line, as main has them. */
async function line(page: Page): Promise<string[]> {
  const { jobs } = await ask(page, 'queue.snapshot')
  return jobs.filter((job) => job.status === 'queued').toSorted((a, b) => a.position - b.position).map((job) => job.id)
}

/** What axe finds on the page as it is. */
async function problems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** For somebody who wants to look: `LOOK` names the folder. */
async function shot(page: Page, name: string): Promise<void> {
  if (process.env['LOOK']) await page.screenshot({ path: `${process.env['LOOK']}/${name}.png` })
}

const budget = (page: Page) => page.getByRole('dialog', { name: en.spending.label })

/** Sets the cap of the night by its field. */
async function setNightCap(page: Page, credits: number): Promise<void> {
  await budget(page).getByLabel(en.spending.night).fill(String(credits))
  await budget(page).getByRole('button', { name: en.spending.set, exact: true }).click()
  await expect(budget(page)).toBeHidden()
}

test('a matrix is priced, enqueued, paused, reordered, survives a restart, stops at its budget, goes on when it is raised, and adds up', async ({ launch, serve }) => {
  const sandbox = await serve({ settings: { limits: { concurrent: 3 } } })
  const seed = { name: 'seed', type: 'seed' as const, required: false, description: '', allowedValues: [] }
  for (const [id, credits] of [['cheap', 2], ['dear', 5]] as const) {
    sandbox.control.putProvider({ id, type: 'IMAGE', name: `A ${id} model`, credits, seconds: 1, options: [seed] })
  }
  const studio = await launch({ size, settings: { endpoint: sandbox.url, welcomed: true, plan: 'pro' } })
  let { page } = studio
  await saveKey(page, sandbox.key)
  await expect(page.getByText(en.settings.key.saved)).toBeVisible()
  await waitForModels(page)

  // Paused, so that nothing goes out before it was looked at.
  await goTo(page, 'queue')
  await page.getByRole('button', { name: en.queue.pauseAll }).first().click()
  await ask(page, 'create.enqueue', matrix, { batchName: 'Three lakes', expectedJobs: 12 })
  await expect(jobRows(page)).toHaveCount(12)
  const batch = page.locator('[role=row][aria-level="1"]').filter({ hasText: 'Three lakes' })
  await expect(batch).toContainText(`0 / ${whole}`)
  await expect(batch).toContainText(en.queue.batchState.paused)
  expect(sandbox.control.ledger()).toEqual([])

  // By keys: the first goes to the end. By the mouse: the last of them goes to the front.
  const before = await line(page)
  await jobRows(page).first().click()
  await page.keyboard.press('Alt+End')
  await expect.poll(() => line(page)).toEqual([...before.slice(1), before[0]])
  await expect(jobRows(page).last()).toHaveAttribute('aria-selected', 'true')
  await expect(jobRows(page).first()).toHaveAttribute('aria-selected', 'false')
  const grip = jobRows(page).nth(5).getByTitle(en.queue.drag.handle)
  const target = await jobRows(page).first().boundingBox()
  await grip.hover()
  await page.mouse.down()
  await page.mouse.move((target?.x ?? 0) + 20, (target?.y ?? 0) + 12, { steps: 4 })
  await page.mouse.move((target?.x ?? 0) + 20, (target?.y ?? 0) + 2, { steps: 4 })
  await page.mouse.up()
  const keyed = [...before.slice(1), before[0]]
  const ordered = [keyed[5], ...keyed.slice(0, 5), ...keyed.slice(6)]
  await expect.poll(() => line(page)).toEqual(ordered)

  // A budget of 20 of 42 credits, counted from now.
  await page.getByRole('button', { name: en.spending.budget, exact: true }).click()
  await setNightCap(page, 20)
  await expect(page.getByRole('button', { name: said(en.spending.stopAt, { credits: '20 credits' }) })).toBeVisible()

  await studio.stop()
  await studio.relaunch()
  page = studio.page
  await goTo(page, 'queue')
  await expect(jobRows(page)).toHaveCount(12)
  expect(await line(page)).toEqual(ordered)
  expect(sandbox.control.ledger()).toEqual([])

  await page.getByRole('button', { name: en.queue.resume }).first().click()
  const stopped = page.getByText(/^The cap of the night stops the queue/)
  await expect.poll(async () => (await ask(page, 'night.state')).latest?.outcome, { timeout: 120_000 }).toBe('budget')
  await expect(stopped).toBeVisible()
  const charged = () => sandbox.control.ledger().reduce((sum, entry) => sum + entry.credits, 0)
  const first = charged()
  expect(first).toBeLessThanOrEqual(20)
  expect(first).toBeGreaterThan(20 - 5)
  expect((await ask(page, 'night.state')).latest).toMatchObject({ outcome: 'budget', sums: { spent: first, reserved: 0 } })

  await page.getByRole('button', { name: en.spending.stops.raise }).click()
  await setNightCap(page, 100)
  await expect(stopped).toBeHidden()
  await expect(jobRows(page).filter({ hasText: en.queue.state.completed })).toHaveCount(12, { timeout: 120_000 })
  await expect.poll(async () => (await ask(page, 'night.state')).latest?.outcome).toBe('done')

  expect(charged()).toBe(whole)
  const { latest } = await ask(page, 'night.state')
  expect(latest).toMatchObject({ made: 12, failures: [], waiting: 0, sums: { spent: whole, reserved: 0, unknown: 0 } })
  const record = await ask(page, 'spending.record', { purse: 'real', by: 'batch' })
  expect(record).toMatchObject([{ name: 'Three lakes', attempts: 12, spent: whole }])
  await page.keyboard.press('Escape')
  const panel = page.getByRole('complementary', { name: en.queue.details.label })
  await expect(panel.getByRole('heading', { name: en.night.report.title })).toBeVisible()
  await expect(panel.getByRole('region', { name: en.night.report.sheet }).getByRole('button')).toHaveCount(12)
  await shot(page, 'report')
  expect(await problems(page)).toEqual([])
  await panel.getByRole('button', { name: said(en.night.report.open_other, { count: 12 }) }).click()
  await expect(page.getByRole('listbox', { name: /^Library,/ }).getByRole('option')).toHaveCount(12)
  expect(studio.pageErrors()).toEqual([])
})

test('hours hold the queue and say until when; closing the window asks, and the queue goes on in the tray', async ({ launch, serve }) => {
  const sandbox = await serve({ settings: { timeScale: 1 } })
  sandbox.control.putProvider({ id: 'slow', type: 'IMAGE', name: 'A slow model', credits: 3, seconds: 5 })
  const studio = await launch({ size, settings: { endpoint: sandbox.url, welcomed: true, plan: 'pro' } })
  const { page } = studio
  await saveKey(page, sandbox.key)
  await expect(page.getByText(en.settings.key.saved)).toBeVisible()
  await waitForModels(page)
  await goTo(page, 'queue')

  // From an hour ahead on, so that it does not begin while the test looks.
  const soon = new Date(Date.now() + 3_600_000).toTimeString().slice(0, 5)
  const later = new Date(Date.now() + 7_200_000).toTimeString().slice(0, 5)
  await page.getByRole('button', { name: en.night.schedule, exact: true }).click()
  const hours = page.getByRole('dialog', { name: en.night.label })
  await hours.getByRole('radio', { name: en.night.onceKind }).check()
  await hours.getByLabel(en.night.start).fill(soon)
  await hours.getByLabel(en.night.stop).fill(later)
  await shot(page, 'schedule')
  expect(await problems(page)).toEqual([])
  await hours.getByRole('button', { name: en.night.set, exact: true }).click()
  await expect(hours).toBeHidden()
  const request = { type: 'IMAGE' as const, provider: 'slow', prompt: 'A quiet harbour' }
  await ask(page, 'queue.enqueue', { batchName: '', jobs: [request, request] })
  const waits = page.getByText(/^Scheduled: sending starts/)
  await expect(waits).toBeVisible()
  // A batch without a name is called by what it asks for.
  const batch = page.locator('[role=row][aria-level="1"]').filter({ hasText: 'A quiet harbour' })
  await expect(batch).toContainText(en.night.scheduled)
  await page.getByRole('button', { name: en.spending.budget, exact: true }).click()
  await budget(page).getByLabel(en.spending.addModel, { exact: true }).selectOption({ label: 'A slow model' })
  await shot(page, 'budget')
  expect(await problems(page)).toEqual([])
  await page.keyboard.press('Escape')
  expect(sandbox.control.ledger()).toEqual([])

  await batch.click({ button: 'right' })
  await page.getByRole('menuitem', { name: en.queue.action.terms }).click()
  await expect(page.getByRole('dialog', { name: said(en.spending.batch.title, { name: 'A quiet harbour' }) })).toBeVisible()
  await shot(page, 'terms')
  expect(await problems(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: en.night.startNow }).click()
  await expect(waits).toBeHidden()
  await expect.poll(() => sandbox.control.ledger().length).toBe(2)
  const window = await studio.app.browserWindow(page)
  await window.evaluate((it) => it.close())
  const asked = page.getByRole('alertdialog', { name: en.app.closing.title })
  await expect(asked).toBeVisible()
  await shot(page, 'closing')
  expect(await problems(page)).toEqual([])
  await asked.getByRole('button', { name: en.app.closing.tray }).click()
  await expect.poll(() => window.evaluate((it) => it.isVisible())).toBe(false)
  await expect.poll(async () => (await ask(page, 'queue.snapshot')).jobs.every((job) => job.status === 'completed'), { timeout: 120_000 }).toBe(true)
  expect((await ask(page, 'settings.get')).whenClosed).toBe('tray')
  expect(studio.pageErrors()).toEqual([])
})
