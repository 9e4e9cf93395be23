import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as building from '../../../../scripts/build.mjs'
import type * as displaying from '../../../../scripts/display.mjs'
import type * as runtime from '../../../../scripts/electron-runtime.mjs'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

const size = { width: 1440, height: 900 }

export interface Opened {
  app: ElectronApplication
  page: Page
  pid: number
  /** When its process was asked for, epoch milliseconds. */
  startedAt: number
}

const script = (name: string) => pathToFileURL(resolve('scripts', name)).href

/** The built app, a runtime for it and a display, as the tests of the window have them. */
export async function prepare(): Promise<{ executable: string; display: NodeJS.ProcessEnv; end: () => void }> {
  const { build } = (await import(script('build.mjs'))) as typeof building
  const { electronRuntime } = (await import(script('electron-runtime.mjs'))) as typeof runtime
  const { startDisplay } = (await import(script('display.mjs'))) as typeof displaying
  await build()
  const { path } = await electronRuntime()
  if (process.platform !== 'linux') return { executable: path, display: {}, end: () => {} }
  const { env, stop } = await startDisplay('1600x1000x24')
  return { executable: path, display: env, end: stop }
}

/** Starts a program of this runtime on a profile of its own; `folder` is where it lies. */
export async function open(executable: string, display: NodeJS.ProcessEnv, folder: string, profile: string): Promise<Opened> {
  const home = join(profile, 'home')
  mkdirSync(home, { recursive: true })
  const environment = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_CACHE_HOME: join(home, '.cache'), LANG: 'C.UTF-8', LANGUAGE: 'en', ...display }
  const startedAt = Date.now()
  const app = await _electron.launch({
    executablePath: executable,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--lang=en-US', `--user-data-dir=${profile}`, folder],
    cwd: resolve('.'),
    env: Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    timeout: 120_000,
  })
  const page = await app.firstWindow({ timeout: 120_000 })
  return { app, page, pid: app.process().pid ?? 0, startedAt }
}

export async function resize({ app, page }: Opened): Promise<void> {
  const window = await app.browserWindow(page)
  await window.evaluate((it, { width, height }) => it.setContentSize(width, height), size)
}

/** A window with one line of text: what the runtime itself takes. */
export function bareWindow(folder: string): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.cjs' }))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><meta charset="utf-8"><title>Bare</title><body style="background:#141416;color:#ededf0">Bare</body>')
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: ${size.width}, height: ${size.height}, show: false, backgroundColor: '#141416' })
  window.once('ready-to-show', () => window.show())
  window.loadFile(require('node:path').join(__dirname, 'index.html'))
})
`,
  )
  return folder
}

/** Memory of a process and of all it started, megabytes; what several share is counted in parts. Linux only. */
export function memoryMegabytes(pid: number): number {
  const parents = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  const tree = new Set([pid])
  for (let grown = 0; grown !== tree.size; ) {
    grown = tree.size
    for (const [child, parent] of parents) if (child !== undefined && parent !== undefined && tree.has(parent)) tree.add(child)
  }
  let kilobytes = 0
  for (const one of tree) {
    try {
      kilobytes += Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      // It ended meanwhile.
    }
  }
  return kilobytes / 1024
}
