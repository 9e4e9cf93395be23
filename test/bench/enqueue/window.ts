import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Build from '../../../scripts/build.mjs'
import type * as Display from '../../../scripts/display.mjs'
import type * as Runtime from '../../../scripts/electron-runtime.mjs'

/** The scripts are run as they lie: built into a benchmark they would not find the project's folder. */
async function script<Module>(name: string): Promise<Module> {
  return (await import(pathToFileURL(resolve('scripts', name)).href)) as Module
}

export interface OpenWindow {
  app: ElectronApplication
  page: Page
  close(): Promise<void>
}

/** The built app in a real window, on a profile and a display of its own. */
export async function openWindow(): Promise<OpenWindow> {
  const { electronRuntime } = await script<typeof Runtime>('electron-runtime.mjs')
  const { build } = await script<typeof Build>('build.mjs')
  const { startDisplay } = await script<typeof Display>('display.mjs')
  const { path } = await electronRuntime()
  await build()
  const display = process.platform === 'linux' ? await startDisplay('1600x1000x24') : null
  const profile = mkdtempSync(join(tmpdir(), 'doitong-bench-window-'))
  const home = join(profile, 'home')
  mkdirSync(home)
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ welcomed: true, keepAwake: false }))
  const environment = Object.fromEntries(Object.entries(process.env).filter((one): one is [string, string] => one[1] !== undefined && one[0] !== 'WAYLAND_DISPLAY'))
  const app = await _electron.launch({
    executablePath: path,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--lang=en-US', `--user-data-dir=${profile}`, '.'],
    cwd: resolve('.'),
    env: { ...environment, HOME: home, LANGUAGE: 'en', ...display?.env },
    timeout: 120_000,
  })
  const page = await app.firstWindow({ timeout: 120_000 })
  await page.waitForSelector('#root > *', { timeout: 120_000 })
  return {
    app, page,
    async close() {
      await app.evaluate(({ app: it }) => it.exit(0)).catch(() => undefined)
      await app.close().catch(() => undefined)
      display?.stop()
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}
