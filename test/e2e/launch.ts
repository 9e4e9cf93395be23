import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { electronRuntime } from '../../scripts/electron-runtime.mjs'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src-sandbox/server'
import type { Settings } from '../../src-shared/settings'

interface LaunchOptions {
  /** Further environment, over a home folder inside the profile. */
  env?: Record<string, string>
  /** Further arguments of the app. */
  args?: string[]
  /** Size of the page in CSS pixels; the app's own default otherwise. */
  size?: { width: number; height: number }
  /** What the settings file holds before the very first start; without it the app begins with its first run. */
  settings?: Partial<Settings>
}

/** One profile with, most of the time, the app running on it. */
export interface Studio {
  /** The profile's folder; it survives stop, kill and relaunch, and is removed after the test. */
  readonly profileDir: string
  /** The home folder that the app sees; inside the profile, so that no test meets the user's files. */
  readonly homeDir: string
  readonly app: ElectronApplication
  readonly page: Page
  /** The number of main's process. */
  readonly pid: number
  /** What main has printed on both streams since it was up (its log file has the rest), and what the page has logged. */
  output(): string
  /** Errors that the page has logged or not caught since the last start, refusals by its policy among them. */
  pageErrors(): string[]
  /** Quits as a user does, or as the operating system's word `shutdown` makes it, and waits for the end; a process that does not end within a minute is killed and reported. */
  stop(how?: 'quit' | 'shutdown'): Promise<void>
  /** SIGKILL to main, as a crash or a power cut would; waits until it is gone. */
  kill(): Promise<void>
  /** Sends main a signal that it may answer, and waits until it has ended. Returns its exit status. */
  end(signal: NodeJS.Signals): Promise<number | null>
  /** Starts the app a second time beside the one that runs, and waits until the second has ended. Returns its exit status. */
  startAgain(): Promise<number | null>
  /** Starts the app on the same profile again; what is not given stays as it was at the last start. */
  relaunch(options?: LaunchOptions): Promise<void>
}

interface Running {
  app: ElectronApplication
  page: Page
  pid: number
  output: string[]
  pageErrors: string[]
  ended: Promise<void>
}

async function start(profileDir: string, homeDir: string, options: LaunchOptions): Promise<Running> {
  const { path } = await electronRuntime()
  const app = await _electron.launch({
    executablePath: path,
    args: argumentsOf(profileDir, options),
    cwd: resolve('.'),
    env: environmentOf(homeDir, options),
    timeout: 120_000,
  })
  const child = app.process()
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => output.push(part.toString('utf8')))
  const pageErrors: string[] = []
  const heard = new Set<Page>()
  const listen = (page: Page) => {
    if (heard.has(page)) return
    heard.add(page)
    page.on('console', (message) => {
      const text = `${message.text()} (${message.location().url})`
      output.push(`page: ${text}\n`)
      if (message.type() === 'error') pageErrors.push(text)
    })
    page.on('pageerror', (error) => pageErrors.push(String(error)))
  }
  app.windows().forEach(listen)
  app.on('window', listen)
  const ended = new Promise<void>((done) => (child.exitCode ?? child.signalCode) !== null ? done() : void child.once('exit', () => done()))
  const page = await app.firstWindow({ timeout: 120_000 })
  await page.waitForSelector('#root > *', { timeout: 120_000 })
  if (options.size) await resize(app, page, options.size)
  return { app, page, pid: child.pid ?? 0, output, pageErrors, ended }
}

/** Gives the page exactly this size, and waits until it has it. */
export async function resize(app: ElectronApplication, page: Page, size: { width: number; height: number }): Promise<void> {
  const window = await app.browserWindow(page)
  await window.evaluate((it, { width, height }) => it.setContentSize(width, height), size)
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([size.width, size.height])
}

/**
 * Chromium's own processes end a moment after main and may still write: what came meanwhile is removed the next time round. Node's own
 * retries only try the folder again, never what has come into it, and block while they wait.
 */
async function removeFolder(folder: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return rmSync(folder, { recursive: true, force: true })
    } catch (error) {
      if (attempt === 150) throw error
      await new Promise((later) => setTimeout(later, 200))
    }
  }
}

function argumentsOf(profileDir: string, options: LaunchOptions): string[] {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--lang=en-US', `--user-data-dir=${profileDir}`, ...(options.args ?? []), '.']
}

function environmentOf(homeDir: string, options: LaunchOptions): Record<string, string> {
  return { ...definedEnvironment(), ...homeEnvironment(homeDir), ...options.env }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

function homeEnvironment(homeDir: string): Record<string, string> {
  const windows = { USERPROFILE: homeDir, APPDATA: join(homeDir, 'AppData', 'Roaming'), LOCALAPPDATA: join(homeDir, 'AppData', 'Local') }
  const others = { HOME: homeDir, XDG_CONFIG_HOME: join(homeDir, '.config'), XDG_CACHE_HOME: join(homeDir, '.cache'), XDG_DATA_HOME: join(homeDir, '.local', 'share') }
  return { LANGUAGE: 'en', LANG: 'C.UTF-8', ...(process.platform === 'win32' ? windows : others) }
}

class StudioOnProfile implements Studio {
  readonly profileDir = mkdtempSync(join(tmpdir(), 'doitong-e2e-'))
  readonly homeDir = join(this.profileDir, 'home')
  private running: Running | null = null
  private options: LaunchOptions = {}

  get app() { return this.now.app }
  get page() { return this.now.page }
  get pid() { return this.now.pid }

  private get now(): Running {
    if (!this.running) throw new Error('the app is not running')
    return this.running
  }

  output(): string {
    return this.running?.output.join('') ?? ''
  }

  pageErrors(): string[] {
    return [...this.now.pageErrors]
  }

  async relaunch(options: LaunchOptions = {}): Promise<void> {
    if (this.running) throw new Error('the app is still running: stop() or kill() it first')
    mkdirSync(this.homeDir, { recursive: true })
    const { settings, ...others } = options
    if (settings) writeFileSync(join(this.profileDir, 'settings.json'), JSON.stringify(settings))
    this.options = { ...this.options, ...others }
    this.running = await start(this.profileDir, this.homeDir, this.options)
  }

  async stop(how: 'quit' | 'shutdown' = 'quit'): Promise<void> {
    const running = this.now
    // Quitting closes the connection under the call, which is its success.
    await running.app
      .evaluate(({ app, powerMonitor }, asked) => (asked === 'quit' ? app.quit() : void powerMonitor.emit('shutdown', { preventDefault() {} })), how)
      .catch(() => undefined)
    const inTime = await Promise.race([running.ended.then(() => true), new Promise<false>((late) => setTimeout(late, 60_000, false).unref())])
    if (!inTime) {
      await this.kill()
      throw new Error(`the app did not quit within a minute:\n${running.output.join('').slice(-4_000)}`)
    }
    await this.forget()
  }

  async kill(): Promise<void> {
    const running = this.now
    if (running.pid > 0) process.kill(running.pid, 'SIGKILL')
    await running.ended
    await this.forget()
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    const running = this.now
    // Taken before: of an app that has ended, the driver does not know the process any more.
    const child = running.app.process()
    process.kill(running.pid, signal)
    await running.ended
    const status = child.exitCode
    await this.forget()
    return status
  }

  async startAgain(): Promise<number | null> {
    const { path } = await electronRuntime()
    const child = spawn(path, argumentsOf(this.profileDir, this.options), { cwd: resolve('.'), env: environmentOf(this.homeDir, this.options), stdio: 'ignore' })
    const [status] = (await once(child, 'exit')) as [number | null]
    return status
  }

  /** Ends whatever still runs, and removes the profile. */
  async dispose(): Promise<void> {
    if (this.running) await this.kill().catch(() => undefined)
    await removeFolder(this.profileDir)
  }

  private async forget(): Promise<void> {
    const { app } = this.now
    this.running = null
    await app.close().catch(() => undefined) // lets the test driver drop what it holds
  }
}

interface Fixtures {
  /** Starts the built app on a fresh profile; ended by its number and removed after the test. */
  launch: (options?: LaunchOptions) => Promise<Studio>
  /** Starts a server in the test's own process, so that its ledger can be read; with small files, made at once. */
  serve: (options?: SandboxOptions) => Promise<Sandbox>
}

/** Playwright's test with `launch` and `serve`. What main printed is attached to a test that fails. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  serve: async ({}, use) => {
    const sandboxes: Sandbox[] = []
    await use(async (options = {}) => {
      const sandbox = await startSandbox({ ...options, settings: { media: 'quick', timeScale: 0, ...options.settings } })
      sandboxes.push(sandbox)
      return sandbox
    })
    for (const sandbox of sandboxes) await sandbox.close()
  },

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  launch: async ({}, use, info) => {
    const studios: StudioOnProfile[] = []
    await use(async (options = {}) => {
      const studio = new StudioOnProfile()
      studios.push(studio)
      await studio.relaunch(options)
      return studio
    })
    for (const studio of studios) {
      if (info.status !== info.expectedStatus) await info.attach('output of main', { body: studio.output() })
      await studio.dispose()
    }
  },
})
export { expect }
