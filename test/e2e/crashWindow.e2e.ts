import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { en } from '../../src-renderer/i18n/en'
import type { Sandbox } from '../../src-sandbox/server'
import { expect, test, type Studio } from './launch'
import { add, ask, chooseModel, goTo, jobRow, saveKey } from './steps'

const size = { width: 1440, height: 900 }
const slow = 'A model that takes its time'

/** The app with a job that is being generated until the server is hurried. */
async function generating(serve: (options?: object) => Promise<Sandbox>, launch: (options?: object) => Promise<Studio>) {
  const sandbox = await serve({ settings: { timeScale: 1 } })
  sandbox.control.putProvider({ id: 'slow', type: 'IMAGE', name: slow, credits: 3, seconds: 600 })
  const studio = await launch({ size, settings: { endpoint: sandbox.url, welcomed: true, plan: 'pro' } })
  await saveKey(studio.page, sandbox.key)
  await expect(studio.page.getByText(en.settings.key.saved)).toBeVisible()
  await chooseModel(studio.page, 'IMAGE', slow)
  await add(studio.page, 'A lighthouse in a storm')
  await goTo(studio.page, 'queue')
  await expect(jobRow(studio.page, 'A lighthouse')).toContainText(en.queue.state.generating)
  return { sandbox, studio }
}

/** What the window shows, asked through main: the test driver takes a page that crashed for lost, even when it is back. */
function shown({ app }: Studio): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents || contents.isCrashed() || contents.isLoading()) return ''
    // One that is on its way out never answers.
    const late = new Promise((resolve) => setTimeout(resolve, 2_000, ''))
    return String(await Promise.race([contents.executeJavaScript('document.body.innerText'), late]))
  })
}

/** Asks main from the page that came back. */
function fromPage<T>({ app }: Studio, name: string): Promise<T> {
  return app.evaluate(({ BrowserWindow }, asked) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return contents?.executeJavaScript(`window.bridge.request(${JSON.stringify(asked)}, []).then((result) => result.value)`) as Promise<T>
  }, name)
}

/** As after eight hours: what waits for its time is due now. */
function sleepThrough({ app }: Studio): Promise<void> {
  return app.evaluate(({ powerMonitor }) => {
    const { now } = Date
    powerMonitor.emit('suspend')
    // By the wall clock; none of it by the steady one.
    Date.now = () => now() + 8 * 3_600_000
    powerMonitor.emit('resume')
    Date.now = now
  })
}

/** The server is done with it, and the app has not asked yet. */
async function hurry(sandbox: Sandbox): Promise<void> {
  sandbox.control.hurry()
  await expect.poll(() => sandbox.control.generations().map(({ status }) => status), { timeout: 60_000 }).toEqual(['COMPLETED'])
}

async function expectDone(studio: Studio, sandbox: Sandbox): Promise<void> {
  await hurry(sandbox)
  await sleepThrough(studio)
  const statuses = async () => (await fromPage<{ jobs: { status: string }[] }>(studio, 'queue.snapshot')).jobs.map(({ status }) => status)
  await expect.poll(statuses, { timeout: 60_000 }).toEqual(['completed'])
  expect(sandbox.control.ledger().filter((entry) => entry.credits > 0)).toHaveLength(1)
}

const log = (studio: Studio) => readFileSync(join(studio.profileDir, 'logs', 'main.log'), 'utf8')

/** Native dialogs have no page in which they could be answered: each is answered with this button. Returns what was asked. */
async function answerDialogs({ app }: Studio, button: number): Promise<() => Promise<string[]>> {
  await app.evaluate(({ dialog }, response) => {
    const asked: string[] = []
    Reflect.set(globalThis, 'asked', asked)
    Reflect.set(dialog, 'showMessageBox', async (...values: { message?: string }[]) => {
      asked.push(values.at(-1)?.message ?? '')
      return { response, checkboxChecked: false }
    })
  }, button)
  return () => app.evaluate(() => Reflect.get(globalThis, 'asked') as string[])
}

const crashPage = ({ app }: Studio) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())

test('a page that crashes is loaded again and says so; the queue does not notice', async ({ launch, serve }) => {
  const { sandbox, studio } = await generating(serve, launch)
  await crashPage(studio)
  await expect.poll(() => shown(studio)).toContain(en.app.notice.pageReloaded)
  expect((await fromPage<{ jobs: { phase: string }[] }>(studio, 'queue.snapshot')).jobs).toMatchObject([{ phase: 'generating' }])
  await expectDone(studio, sandbox)
  // It hears what happens, too, and does not only get what it asks for.
  await expect.poll(() => shown(studio)).toContain('A lighthouse in a storm')
  expect(log(studio)).toContain('The page is gone')
})

test('a page that crashes again and again is not loaded for ever: the user is asked', async ({ launch, serve }) => {
  const { sandbox, studio } = await generating(serve, launch)
  const asked = await answerDialogs(studio, 0)
  for (let crash = 0; crash < 4; crash++) {
    await expect.poll(() => shown(studio)).toContain('Doitong Studio')
    await crashPage(studio)
  }
  await expect.poll(asked).toEqual(['The window crashed several times in a row.'])
  await expect.poll(() => shown(studio)).toContain('Doitong Studio')
  await expectDone(studio, sandbox)
})

test('a page that hangs is noticed, and loaded again when the user says so', async ({ launch, serve }) => {
  const { sandbox, studio } = await generating(serve, launch)
  const asked = await answerDialogs(studio, 1)
  await studio.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    // For ever, from the next turn on.
    void window?.webContents.executeJavaScript('setTimeout(() => { for (;;); }, 0)')
    // Chromium notices by an input that is not answered, but not while a debugger is attached, as the test driver is: said in its place.
    window?.emit('unresponsive')
  })
  await expect.poll(asked, { timeout: 120_000 }).toEqual(['The window does not answer.'])
  await expect.poll(() => shown(studio), { timeout: 60_000 }).toContain(en.app.notice.pageReloaded)
  await expectDone(studio, sandbox)
})

test('the process that draws is killed: the window draws again', async ({ launch, serve }) => {
  const { sandbox, studio } = await generating(serve, launch)
  const gpu = () => studio.app.evaluate(({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0)
  await expect.poll(gpu).toBeGreaterThan(0)
  const before = await gpu()
  process.kill(before, 'SIGKILL')
  await expect.poll(async () => ![0, before].includes(await gpu())).toBe(true)
  expect((await studio.page.screenshot()).length).toBeGreaterThan(10_000)
  await expect(jobRow(studio.page, 'A lighthouse')).toContainText(en.queue.state.generating)
  await expectDone(studio, sandbox)
})

test('an exception that nobody catches is logged with its stack and told; the queue goes on', async ({ launch, serve }) => {
  const { sandbox, studio } = await generating(serve, launch)
  await studio.app.evaluate(() => {
    setTimeout(function thrownFromOutside() {
      throw new TypeError('a mistake of the test')
    }, 0)
    void Promise.reject(new RangeError('a promise of the test'))
  })
  const notice = studio.page.getByRole('status').filter({ hasText: en.app.notice.mistake })
  await expect(notice).toBeVisible()
  await expect.poll(() => log(studio)).toMatch(/TypeError: a mistake of the test(\\n|\n)\s*at .*thrownFromOutside/)
  expect(log(studio)).toContain('RangeError: a promise of the test')
  await notice.getByRole('button', { name: en.app.dismiss }).click()
  await expect(notice).toBeHidden()
  await expectDone(studio, sandbox)
})

test('started a second time, the first window comes to the front and the second ends', async ({ launch, serve }) => {
  const { sandbox, studio } = await generating(serve, launch)
  await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  const isVisible = () => studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))
  await expect.poll(isVisible).toEqual([false])
  expect(await studio.startAgain()).toBe(0)
  await expect.poll(isVisible).toEqual([true])
  await expectDone(studio, sandbox)
})

for (const how of ['SIGTERM', 'the word of the operating system'] as const) {
  test(`the machine shuts down in the middle of a request (${how}): the app ends by itself, and goes on with the same key`, async ({ launch, serve }) => {
    const sandbox = await serve({ settings: { timeScale: 0 } })
    const studio = await launch({ size, settings: { endpoint: sandbox.url, welcomed: true, plan: 'pro' } })
    await saveKey(studio.page, sandbox.key)
    await expect(studio.page.getByText(en.settings.key.saved)).toBeVisible()
    sandbox.control.addFault({ kind: 'hang', match: { operation: 'generate', times: 1 }, params: { executed: true } })
    await add(studio.page, 'A bridge in the fog')
    await expect.poll(() => sandbox.control.ledger().length).toBe(1)
    if (how === 'SIGTERM') {
      expect(await studio.end('SIGTERM')).toBe(0)
      expect(log(studio)).not.toContain('not caught')
    } else {
      await studio.stop('shutdown')
    }
    await studio.relaunch()
    await expect.poll(async () => (await ask(studio.page, 'queue.snapshot')).jobs.map(({ status }) => status), { timeout: 60_000 }).toEqual(['completed'])
    const sends = sandbox.control.requests().filter((request) => request.operations.includes('generate'))
    expect(sends.length).toBeGreaterThan(1)
    expect(new Set(sends.map((request) => request.key)).size).toBe(1)
    expect(sandbox.control.ledger()).toHaveLength(1)
  })
}

test('the machine sleeps and wakes: what is due is looked for at once', async ({ launch, serve }) => {
  const { sandbox, studio } = await generating(serve, launch)
  const polls = () => sandbox.control.requests().filter((request) => request.key === null).length
  const before = polls()
  await hurry(sandbox)
  await sleepThrough(studio)
  await expect.poll(() => log(studio)).toMatch(/The machine is awake.*28800/)
  // The model takes ten minutes, and was first to be asked about after a third of them.
  await expect(jobRow(studio.page, 'A lighthouse')).toContainText(en.queue.state.completed, { timeout: 60_000 })
  // One look and not one for each hour slept through; the catalogue may be asked for as well.
  expect(polls() - before).toBeLessThanOrEqual(6)
  expect(sandbox.control.ledger()).toHaveLength(1)
})
