import type { Page } from '@playwright/test'
import { en } from '../../src-renderer/i18n/en'
import { es } from '../../src-renderer/i18n/es'
import { findings } from './findings'
import { expect, test } from './launch'
import { ask, chooseModel, goTo, jobRow, prompt, said, waitForModels } from './steps'

/** For somebody who wants to look: `LOOK` names the folder. */
async function shot(page: Page, name: string): Promise<void> {
  if (process.env['LOOK']) await page.screenshot({ path: `${process.env['LOOK']}/${name}.png` })
}

const batchRow = (page: Page, name: string) => page.getByRole('treegrid').locator('[role=row][aria-level="1"]').filter({ hasText: name })

/** Chooses an entry of the menu of the chosen jobs with the keyboard alone. */
async function choose(page: Page, entry: string, more: string = en.queue.action.more): Promise<void> {
  await page.getByRole('button', { name: more }).press('Enter')
  const item = page.getByRole('menuitem', { name: entry })
  await item.focus()
  await item.press('Enter')
}

test('a job that waits is edited, its batch and its model are paused and go on, in words of either language', async ({ launch }) => {
  const studio = await launch({ size: { width: 1440, height: 900 }, settings: { welcomed: true } })
  const { page } = studio
  await waitForModels(page)
  await ask(page, 'queue.pause')
  await chooseModel(page, 'IMAGE', 'Flux Dev')
  await page.getByLabel(en.create.batchName).fill('Lakes')
  await prompt(page).fill('A calm lake')
  await prompt(page).press('Control+Enter')
  await expect.poll(async () => (await ask(page, 'queue.snapshot')).jobs.length).toBe(1)
  await prompt(page).fill('A draft of something else')

  await goTo(page, 'queue')
  await jobRow(page, 'A calm lake').click()
  await shot(page, 'queue-chosen')
  await choose(page, en.queue.action.edit)
  await expect(prompt(page)).toHaveValue('A calm lake')
  await expect(page.getByText(en.create.editing)).toBeVisible()
  expect(await findings(page, 'editing')).toEqual([])
  await shot(page, 'queue-editing')
  await prompt(page).fill('A wild lake')
  await page.getByRole('button', { name: en.create.saveEdit }).click()
  // What was being written before is there again.
  await expect(prompt(page)).toHaveValue('A draft of something else')
  await goTo(page, 'queue')
  await expect(jobRow(page, 'A wild lake')).toHaveCount(1)
  await expect(jobRow(page, 'A calm lake')).toHaveCount(0)

  await jobRow(page, 'A wild lake').click()
  await choose(page, said(en.queue.pauses.pauseBatch, { name: 'Lakes' }))
  await choose(page, said(en.queue.pauses.pauseModel, { model: 'Flux Dev' }))
  const notice = page.getByText(said(en.queue.pauses.modelNotice, { model: 'Flux Dev' }))
  await expect(notice).toBeVisible()
  await ask(page, 'queue.resume')
  await expect(batchRow(page, 'Lakes')).toContainText(en.queue.batchState.paused)
  // The menu's button has the focus again, and with it its tooltip, which is nobody's part of the page.
  await page.getByRole('treegrid').focus()
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  expect(await findings(page, 'paused')).toEqual([])
  await shot(page, 'queue-paused')

  await ask(page, 'settings.change', { language: 'es', theme: 'light' })
  await expect(page.getByText(said(es.queue.pauses.modelNotice, { model: 'Flux Dev' }))).toBeVisible()
  await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 640))
  expect(await findings(page, 'paused, Spanish, light')).toEqual([])
  await shot(page, 'queue-paused-es')
  expect((await ask(page, 'queue.snapshot')).jobs.map((job) => job.attempt)).toEqual([0])

  await page.getByRole('button', { name: es.queue.pauses.resume, exact: true }).click()
  await batchRow(page, 'Lakes').getByRole('button', { name: said(es.queue.pauses.resumeBatch, { name: 'Lakes' }) }).click()
  await expect.poll(async () => (await ask(page, 'queue.snapshot')).jobs.map((job) => `${job.status} ${job.request.prompt}`), { timeout: 60_000 }).toEqual(['completed A wild lake'])
  expect(studio.pageErrors()).toEqual([])
})
