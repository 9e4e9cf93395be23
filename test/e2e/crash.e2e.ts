import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { en } from '../../src-renderer/i18n/en'
import type { Sandbox } from '../../src-sandbox/server'
import { expect, test, type Studio } from './launch'
import { add, ask, chooseModel, goTo, jobRow, said, saveKey, tiles, waitForModels } from './steps'

const size = { width: 1440, height: 900 }
const quick = 'A model that is ready at once'
const slow = 'A model that takes its time'

/** The app on a server of the test's own, with the key given in Settings, and two models. */
async function studioWithKey(serve: (options?: object) => Promise<Sandbox>, launch: (options?: object) => Promise<Studio>) {
  const sandbox = await serve({ settings: { timeScale: 1 } })
  sandbox.control.putProvider({ id: 'quick', type: 'IMAGE', name: quick, credits: 2, seconds: 0 })
  // A minute is time enough for a kill on any machine, and the app asks for the first time after a third of it.
  sandbox.control.putProvider({ id: 'slow', type: 'IMAGE', name: slow, credits: 3, seconds: 60 })
  const studio = await launch({ size, settings: { endpoint: sandbox.url, welcomed: true, plan: 'pro' } })
  await saveKey(studio.page, sandbox.key)
  await expect(studio.page.getByText(en.settings.key.saved)).toBeVisible()
  return { sandbox, studio }
}

/** What was taken, refunds apart. */
function charges(sandbox: Sandbox) {
  return sandbox.control.ledger().filter((entry) => entry.credits > 0)
}

test('a key goes to the keychain and into no file, and is tested', async ({ launch, serve }) => {
  const { sandbox, studio } = await studioWithKey(serve, launch)
  const { page } = studio
  const host = new URL(sandbox.url).host
  await expect(page.getByText(said(en.settings.key.inUse, { host }))).toBeVisible()
  await expect(page.getByText(en.settings.key.placeKeychain)).toBeVisible()
  await expect(page.getByLabel(en.settings.key.fieldNew)).toHaveValue('')
  const { providers } = await waitForModels(page)
  await page.getByRole('button', { name: en.settings.key.test }).click()
  await expect(page.getByText(said(en.settings.key.accepted_other, { host, count: providers.length }))).toBeVisible()

  await studio.stop()
  await studio.relaunch()
  await goTo(studio.page, 'settings')
  await expect(studio.page.getByText(said(en.settings.key.inUse, { host }))).toBeVisible()
  await studio.page.getByRole('button', { name: en.settings.key.test }).click()
  await expect(studio.page.getByText(said(en.settings.key.accepted_other, { host, count: providers.length }))).toBeVisible()
  await studio.stop()
  expect(filesHolding(studio.profileDir, sandbox.key)).toEqual([])
})

test('a job in flight survives a kill: one charge, one item', async ({ launch, serve }) => {
  const { sandbox, studio } = await studioWithKey(serve, launch)
  await chooseModel(studio.page, 'IMAGE', slow)
  await add(studio.page, 'A glacier under the midnight sun')
  await goTo(studio.page, 'queue')
  await expect(jobRow(studio.page, 'A glacier')).toContainText(en.queue.state.generating)
  expect(sandbox.control.generations().map((generation) => generation.status)).toEqual([expect.stringMatching(/^(PENDING|PROCESSING)$/)])

  await studio.kill()
  await studio.relaunch()
  await expect(studio.page.getByRole('region', { name: en.app.notices })).toContainText(said(en.app.resumed_one, { count: 1 }))
  await goTo(studio.page, 'queue')
  await expect(jobRow(studio.page, 'A glacier')).toContainText(en.queue.state.generating)
  sandbox.control.hurry()
  await expectOneOf(studio, sandbox, 'A glacier')
})

test('a kill between the charge and its answer is recovered with the same key: one charge, one item', async ({ launch, serve }) => {
  const { sandbox, studio } = await studioWithKey(serve, launch)
  await chooseModel(studio.page, 'IMAGE', quick)
  sandbox.control.addFault({ kind: 'hang', match: { operation: 'generate', times: 1 }, params: { executed: true } })
  await add(studio.page, 'A harbour before sunrise')
  await expect.poll(() => charges(sandbox).length).toBe(1)
  await studio.kill()
  await studio.relaunch()
  await expectOneOf(studio, sandbox, 'A harbour')
  expect(new Set(submits(sandbox).map((request) => request.key)).size).toBe(1)
  expect(submits(sandbox).length).toBeGreaterThan(1)
})

test('a kill before the request is carried out sends it again under the same key: one charge, one item', async ({ launch, serve }) => {
  const { sandbox, studio } = await studioWithKey(serve, launch)
  await chooseModel(studio.page, 'IMAGE', quick)
  sandbox.control.addFault({ kind: 'hang', match: { operation: 'generate', times: 1 } })
  await add(studio.page, 'A market in the rain')
  await expect.poll(() => submits(sandbox).length).toBe(1)
  expect(charges(sandbox)).toEqual([])
  await studio.kill()
  await studio.relaunch()
  await expectOneOf(studio, sandbox, 'A market')
  expect(new Set(submits(sandbox).map((request) => request.key)).size).toBe(1)
})

function submits(sandbox: Sandbox) {
  return sandbox.control.requests().filter((request) => request.operations.includes('generate'))
}

async function expectOneOf(studio: Studio, sandbox: Sandbox, words: string): Promise<void> {
  const { page } = studio
  await goTo(page, 'queue')
  await expect(jobRow(page, words)).toContainText(en.queue.state.completed, { timeout: 60_000 })
  await goTo(page, 'library')
  await expect(tiles(page)).toHaveCount(1)
  expect(charges(sandbox)).toHaveLength(1)
  expect(sandbox.control.generations()).toHaveLength(1)
  expect((await ask(page, 'queue.snapshot')).state.spentToday).toBe(charges(sandbox)[0]?.credits)
  await studio.stop()
}

/** Names of files below a folder that hold these words. */
function filesHolding(folder: string, words: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(words))
}
