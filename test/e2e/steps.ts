import type { Locator, Page } from '@playwright/test'
import { en } from '../../src-renderer/i18n/en'
import type { Catalogue } from '../../src-shared/provider'
import type { Result } from '../../src-shared/errors'
import type { Bridge, RequestName, Requests } from '../../src-shared/ipc'
import { expect } from './launch'

/** What a person does in the window, by the names that are read aloud. */

/** A text of the app with what it counts or names put in. */
export function said(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** Sends a request to main as the page does, with whatever arguments. */
export function send(page: Page, name: string, args: unknown): Promise<Result<unknown>> {
  return page.evaluate(
    ([asked, given]) => (Reflect.get(globalThis, 'bridge') as Bridge).request(asked, given as unknown[]) as Promise<Result<unknown>>,
    [name, args] as const,
  )
}

/** Asks main as the page does; for setting a scene, not for what a test is about. */
export async function ask<Name extends RequestName>(page: Page, name: Name, ...args: Requests[Name]['input'] & unknown[]): Promise<Requests[Name]['value']> {
  const result = await send(page, name, args)
  if (!result.ok) throw new Error(`${name}: ${result.error.code}: ${result.error.message}`)
  return result.value as Requests[Name]['value']
}

type Place = 'create' | 'models' | 'library' | 'queue' | 'settings'

/** Goes to a screen by the rail. */
export async function goTo(page: Page, place: Place): Promise<void> {
  const name = en.app.screens[place]
  const button = page.getByRole('navigation', { name: en.app.rail }).getByRole('button', { name: new RegExp(`^${name}(,|$)`) })
  await button.click()
  await expect(button).toHaveAttribute('aria-current', 'page')
}

export const grid = (page: Page): Locator => page.getByRole('listbox', { name: /^Library,/ })
export const tiles = (page: Page): Locator => grid(page).getByRole('option')
export const prompt = (page: Page): Locator => page.getByRole('form', { name: en.create.form }).getByLabel(/^(Prompt|Text to speak)$/)
export const jobRows = (page: Page): Locator => page.getByRole('treegrid', { name: en.queue.tableLabel }).locator('[role=row][aria-level="2"]')
export const jobRow = (page: Page, words: string): Locator => jobRows(page).filter({ hasText: words })

/** Opens Create with a model chosen, by its type and name. */
export async function chooseModel(page: Page, type: keyof typeof en.models.types, name: string): Promise<void> {
  await goTo(page, 'create')
  const form = page.getByRole('form', { name: en.create.form })
  await form.getByRole('radio', { name: en.models.types[type], exact: true }).check()
  const chosen = form.getByRole('button', { name: new RegExp(`^${en.create.model}: `) })
  await chosen.click()
  await page.getByPlaceholder(en.create.searchModels).fill(name)
  await page.getByRole('dialog', { name: en.create.chooseModel }).getByRole('option').filter({ hasText: name }).first().click()
  await expect(chosen).toHaveAccessibleName(`${en.create.model}: ${name}`)
}

/** Writes a prompt and adds it to the queue with the keyboard. */
export async function add(page: Page, words: string): Promise<void> {
  await goTo(page, 'create')
  await prompt(page).fill(words)
  await prompt(page).press('Control+Enter')
  await expect(page.getByRole('region', { name: en.create.results }).getByText(words).first()).toBeVisible()
}

/** The models as main knows them, once it has asked the server. */
export async function waitForModels(page: Page): Promise<Catalogue> {
  await expect.poll(async () => (await ask(page, 'models.list')).source, { timeout: 60_000 }).toBe('network')
  return ask(page, 'models.list')
}

/** Types a key into Settings and saves it. */
export async function saveKey(page: Page, key: string): Promise<void> {
  await goTo(page, 'settings')
  await page.getByLabel(new RegExp(`^(${en.settings.key.field}|${en.settings.key.fieldNew})$`)).fill(key)
  await page.getByRole('button', { name: en.settings.key.save }).click()
}

/** A thumbnail counts when its picture has been decoded. */
export async function hasPicture(tile: Locator): Promise<boolean> {
  return tile.locator('img').first().evaluate((img) => img instanceof HTMLImageElement && img.complete && img.naturalWidth > 0)
}
