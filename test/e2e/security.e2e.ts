import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { en } from '../../src-renderer/i18n/en'
import type { Bridge } from '../../src-shared/ipc'
import { expect, test, type Studio } from './launch'
import { add, ask, chooseModel, goTo, saveKey, send, tiles } from './steps'

/** The policy as it was decided; a change of it has to be made in two places, on purpose. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' media: blob:; media-src media: blob:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self'; frame-src 'none'; child-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; manifest-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

const launched = { settings: { welcomed: true }, size: { width: 1280, height: 800 } } as const
const place = 'app://bundle/index.html'

/** A server that nobody may ask, and how often somebody did. */
async function canary(): Promise<{ origin: string; asked: () => string[]; close: () => void }> {
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('<p>here</p>')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked, close: () => void server.close() }
}

/** What main's own session gets from an address of the app's schemes. */
function statusOf(studio: Studio, url: string): Promise<{ status: number; bytes: number; headers: Record<string, string> }> {
  return studio.app.evaluate(async ({ session }, address) => {
    try {
      const response = await session.defaultSession.fetch(address)
      return { status: response.status, bytes: (await response.arrayBuffer()).byteLength, headers: Object.fromEntries(response.headers) }
    } catch {
      return { status: 0, bytes: 0, headers: {} }
    }
  }, url)
}

test('the page has no Node, and of main nothing but the bridge', async ({ launch }) => {
  const studio = await launch(launched)
  const found = await studio.page.evaluate(() => ({
    origin: location.origin,
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
    bridge: Object.keys(Reflect.get(globalThis, 'bridge') as object).toSorted(),
    writable: Object.getOwnPropertyDescriptor(globalThis, 'bridge')?.writable ?? false,
  }))
  expect(found).toEqual({ origin: 'app://bundle', node: [], bridge: ['handOver', 'on', 'request'], writable: false })

  // The page's own prototypes are not the preload's: what it changes there main's door does not meet.
  const answered = await studio.page.evaluate(() => {
    Object.assign(Array.prototype, { map: () => ['changed'] })
    Object.assign(Function.prototype, { call: () => 'changed' })
    return (Reflect.get(globalThis, 'bridge') as Bridge).request('settings.get', [])
  })
  expect(answered).toMatchObject({ ok: true })

  const preferences = await studio.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, webSecurity: true })
  // Electron leaves out of its answer what is off.
  const off = [
    'nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'allowRunningInsecureContent', 'experimentalFeatures', 'webviewTag',
    'navigateOnDragDrop', 'plugins', 'enableBlinkFeatures',
  ]
  expect(off.filter((name) => Boolean(preferences[name]))).toEqual([])
})

test('requests are parsed, and only the main frame of the own window may make them', async ({ launch }) => {
  const studio = await launch(launched)
  const hostile: [string, unknown][] = [
    ['settings.nothing', []], ['__proto__', []], ['constructor', []], ['toString', []], ['', []],
    ['settings.change', [{ libraryFolder: '/etc' }]], ['settings.change', [{ theme: 'pink' }]], ['settings.change', []], ['settings.change', 'x'],
    ['settings.change', [{ endpoint: 'file:///etc/passwd' }]], ['settings.change', [{ endpoint: 'http://example.com/graphql' }]],
    ['app.openPage', ['https://example.com/']], ['app.openPage', ['constructor']],
    ['library.item', ['../../../etc/passwd']], ['library.item', [{}]], ['library.rows', [Array.from({ length: 1_001 }, () => 'a')]],
    ['queue.enqueue', [{ batchName: '', jobs: [] }]], ['create.keepFiles', [['/etc/passwd']]],
    ['trim.start', [{ parts: [{ itemId: 'x', inSeconds: -1, outSeconds: 2 }], cut: 'copy' }]],
  ]
  for (const [name, args] of hostile) {
    const answer = await send(studio.page, name, args)
    expect([name, answer.ok ? 'answered' : answer.error.code]).toEqual([name, expect.stringMatching(/^(bad-request|not-found|file-missing)$/)])
  }

  // A window of the same page and preload that is not the app's own.
  const refused = await studio.app.evaluate(async ({ app, BrowserWindow }, url) => {
    const other = new BrowserWindow({ show: false, webPreferences: { preload: `${app.getAppPath()}/out/preload/index.cjs`, sandbox: true } })
    try {
      await other.loadURL(url)
      return (await other.webContents.executeJavaScript("bridge.request('settings.get', [])")) as unknown
    } finally {
      other.destroy()
    }
  }, place)
  expect(refused).toMatchObject({ ok: false, error: { code: 'bad-request' } })

  // A frame inside the page gets no bridge of its own, and none from elsewhere is let in at all.
  const frame = await studio.page.evaluate(async () => {
    const inside = document.createElement('iframe')
    document.body.append(inside)
    const empty = inside.contentWindow as unknown as Record<string, unknown> | null
    const has = { bridge: empty?.['bridge'] !== undefined, node: empty?.['require'] !== undefined }
    inside.remove()
    const foreign = document.createElement('iframe')
    // A frame that is refused has been loaded too: with Chromium's own words about it.
    const loaded = new Promise((done) => foreign.addEventListener('load', done))
    foreign.src = 'app://bundle/index.html?again'
    document.body.append(foreign)
    await loaded
    let reached = false
    try {
      reached = foreign.contentDocument?.querySelector('#root') != null
    } catch {
      // Another origin: Chromium's own error page.
    }
    foreign.remove()
    return { ...has, reached }
  })
  expect(frame).toEqual({ bridge: false, node: false, reached: false })
})

test('the policy is sent as a header with every document', async ({ launch }) => {
  const studio = await launch(launched)
  const sent = await studio.page.evaluate(async () => (await fetch('app://bundle/index.html')).headers.get('content-security-policy'))
  expect(sent).toBe(policy)
  expect((await statusOf(studio, place)).headers).toMatchObject({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff' })
})

test('the page reaches no network and no file', async ({ launch }) => {
  const studio = await launch(launched)
  const server = await canary()
  const reached = await studio.page.evaluate(async (origin) => {
    const outcome = async (name: string, tried: Promise<unknown>) => [name, await tried.then(() => 'reached', () => 'refused')]
    const loaded = (element: HTMLElement, attribute: string, url: string) =>
      new Promise((done, refused) => {
        element.addEventListener('load', done)
        element.addEventListener('loadeddata', done)
        element.addEventListener('error', refused)
        element.setAttribute(attribute, url)
        document.head.append(element)
      })
    const socket = new Promise((done, refused) => {
      const opened = new WebSocket(origin.replace('http', 'ws'))
      opened.onopen = done
      opened.onerror = refused
    })
    navigator.sendBeacon(`${origin}/beacon`, 'x')
    return Promise.all([
      outcome('fetch http', fetch(`${origin}/fetch`)),
      outcome('fetch no-cors', fetch(`${origin}/no-cors`, { mode: 'no-cors' })),
      outcome('fetch file', fetch('file:///etc/hostname')),
      outcome('fetch media', fetch('media://art/0')),
      outcome('fetch data', fetch('data:text/plain,x')),
      outcome('image http', loaded(new Image(), 'src', `${origin}/image.png`)),
      outcome('image file', loaded(new Image(), 'src', 'file:///usr/share/pixmaps/x.png')),
      outcome('image data', loaded(new Image(), 'src', 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=')),
      outcome('video http', loaded(document.createElement('video'), 'src', `${origin}/video.mp4`)),
      outcome('style http', loaded(Object.assign(document.createElement('link'), { rel: 'stylesheet' }), 'href', `${origin}/style.css`)),
      outcome('socket', socket),
    ])
  }, server.origin)
  expect(reached.filter(([, outcome]) => outcome !== 'refused')).toEqual([])
  // Scripts from words are refused before they could be asked for.
  const script = await studio.page.evaluate((origin) => {
    try {
      const element = document.createElement('script')
      element.setAttribute('src', `${origin}/script.js`)
      document.head.append(element)
      return 'made'
    } catch (error) {
      return (error as Error).name
    }
  }, server.origin)
  expect(script).toBe('TypeError')
  // Later, on the page's own account: what the test driver runs itself is above the policy.
  const evaluated = await studio.page.evaluate(() => new Promise((done) => {
    setTimeout(() => {
      try {
        // oxlint-disable-next-line no-eval -- that it is refused is what is tested
        done((0, eval)('1 + 1'))
      } catch (error) {
        done((error as Error).name)
      }
    })
  }))
  expect(evaluated).toBe('EvalError')
  expect(server.asked()).toEqual([])
  server.close()
})

test('no window opens, and the page stays where it is', async ({ launch }) => {
  const studio = await launch(launched)
  const server = await canary()
  const { page } = studio
  const refused = [
    `${server.origin}/`, 'https://example.com/', 'file:///etc/passwd', 'data:text/html,x', 'app://other/index.html', 'app://bundle/other.html',
    'app://bundle/assets/', 'media://art/0', 'blob:app://bundle/x', 'chrome://gpu', 'view-source:app://bundle/index.html', 'javascript:void(0)',
    'mailto:a@example.com', 'unknown:scheme',
  ]
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }))
  for (const target of refused) await leaveFor(page, target)
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true)
  expect(page.url()).toBe(place)

  // These are gone to without anybody being asked, and left again at once.
  for (const target of ['about:blank', 'about:srcdoc']) {
    await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }))
    await leaveFor(page, target).catch(() => undefined)
    const isBack = () => page.evaluate(() => location.href + ('sameDocument' in globalThis ? ', not left' : '')).catch(() => 'between')
    await expect.poll(isBack, { message: target }).toBe(place)
  }
  await page.evaluate((origin) => {
    const form = document.createElement('form')
    form.action = `${origin}/form`
    document.body.append(form)
    form.submit()
    form.remove()
    document.body.append(document.createElement('webview'))
  }, server.origin)
  expect(page.url()).toBe(place)
  // Asked in the page itself: the driver still waits for one of the navigations that were refused, and its locators with it.
  const isRailVisible = (label: string) => document.querySelector(`nav[aria-label="${label}"]`)?.checkVisibility({ checkVisibilityCSS: true }) === true
  await expect.poll(() => page.evaluate(isRailVisible, en.app.rail)).toBe(true)
  const windows = await studio.app.evaluate(({ BrowserWindow, webContents }) => [BrowserWindow.getAllWindows().length, webContents.getAllWebContents().length])
  expect(windows).toEqual([1, 1])
  expect(server.asked()).toEqual([])
  server.close()
})

/** Tries every way out of the page that a script has. */
async function leaveFor(page: Page, target: string): Promise<void> {
  for (const way of ['open', 'link to a window', 'link', 'assign'] as const) {
    await page.evaluate(
      async ([url, how]) => {
        const link = document.createElement('a')
        link.href = url
        if (how === 'link to a window') link.target = '_blank'
        document.body.append(link)
        try {
          if (how === 'open') window.open(url)
          else if (how === 'assign') location.assign(url)
          else link.click()
        } catch {
          // Trusted types refuse some before Electron is asked.
        }
        link.remove()
        // A navigation begins when the script has ended; two frames later it has been asked about.
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      },
      [target, way] as const,
    )
  }
}

test('every permission but full screen and writing text to the clipboard is denied', async ({ launch }) => {
  const studio = await launch(launched)
  const states = await studio.page.evaluate(async () => {
    const names = [
      'accelerometer', 'ambient-light-sensor', 'background-fetch', 'background-sync', 'camera', 'clipboard-read', 'display-capture', 'geolocation',
      'gyroscope', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'nfc', 'notifications', 'payment-handler', 'periodic-background-sync',
      'persistent-storage', 'screen-wake-lock', 'speaker-selection', 'storage-access', 'window-management',
    ]
    const found: Record<string, string> = {}
    for (const name of names) {
      found[name] = await navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state, () => 'unknown')
    }
    return found
  })
  expect(Object.entries(states).filter(([, state]) => state === 'granted' || state === 'prompt')).toEqual([])
  expect(Object.values(states).filter((state) => state === 'denied').length).toBeGreaterThan(10)

  const asked = await studio.page.evaluate(async () => {
    const outcome = (tried: () => Promise<unknown>) => Promise.resolve().then(tried).then(String, (error: Error) => error.name)
    return {
      camera: await outcome(() => navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await outcome(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await outcome(() => navigator.mediaDevices.getDisplayMedia()),
      place: await outcome(() => new Promise((done, refused) => navigator.geolocation.getCurrentPosition(done, () => refused(new DOMException('', 'NotAllowedError'))))),
      notices: await outcome(() => Notification.requestPermission()),
      clipboard: await outcome(() => navigator.clipboard.readText()),
      midi: await outcome(() => navigator.requestMIDIAccess({ sysex: true })),
    }
  })
  for (const [name, outcome] of Object.entries(asked)) expect([name, outcome]).toEqual([name, expect.stringMatching(/^(NotAllowedError|SecurityError|NotFoundError|AbortError|InvalidStateError|InvalidAccessError|denied)$/)])
})

test('media addresses with hostile ids answer no file', async ({ launch }) => {
  const studio = await launch(launched)
  expect(await statusOf(studio, 'media://art/0')).toMatchObject({ status: 200 })
  const hostile = [
    'media://item/', 'media://item/..%2f..%2f..%2fetc%2fpasswd', 'media://item/%2e%2e/%2e%2e/settings.json', 'media://item/..%5c..%5csettings.json',
    'media://item//etc/passwd', 'media://item/%00', 'media://item/%252e%252e%252fsettings.json', 'media://item/file:%2f%2f%2fetc%2fpasswd',
    'media://item/nobody', 'media://thumbnail/..%2f..%2fsettings.json?size=256&v=0', 'media://thumbnail/x?size=999999', 'media://filmstrip/..%2fx',
    'media://reference/..%2f..%2fsettings.json', 'media://reference/zz', `media://reference/${'0'.repeat(64)}`, 'media://art/x',
    'media://art/..%2fcatalogue.json', 'media://art/0%2f..%2f..%2fcatalogue.json', 'media://elsewhere/0', 'media://item/%', `media://item/${'a'.repeat(10_000)}`,
    'app://bundle/..%2f..%2fmain%2findex.js', 'app://bundle/%2e%2e/%2e%2e/package.json', 'app://bundle/..%5cmain', 'app://bundle/%00', 'app://bundle//etc/passwd',
    'app://other/index.html', 'app://bundle/%',
  ]
  for (const url of hostile) {
    const { status, bytes } = await statusOf(studio, url)
    expect([url.slice(0, 80), status === 0 || status >= 400, bytes]).toEqual([url.slice(0, 80), true, 0])
  }
})

test('no screen runs into the policy, with something of every kind to show', async ({ launch, serve }) => {
  const sandbox = await serve()
  const studio = await launch({ size: { width: 1440, height: 900 }, settings: { endpoint: sandbox.url, welcomed: true, plan: 'pro' } })
  const { page } = studio
  await page.evaluate(() => {
    const held = globalThis as unknown as { violations: string[] }
    held.violations = []
    document.addEventListener('securitypolicyviolation', (event) => held.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))
  })
  await saveKey(page, sandbox.key)
  await expect(page.getByText(en.settings.key.saved)).toBeVisible()
  for (const [type, model] of [['IMAGE', 'Imagen'], ['VIDEO', 'Veo 3'], ['AUDIO', 'Google Text-to-Speech'], ['AVATAR', 'HeyGen']] as const) {
    await chooseModel(page, type, model)
    await add(page, `Something of the kind ${type.toLowerCase()}`)
  }
  await goTo(page, 'library')
  await expect(tiles(page)).toHaveCount(4)
  await visitEverything(page)
  expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual([])
  expect(studio.pageErrors()).toEqual([])
})

async function visitEverything(page: Page): Promise<void> {
  const { ids } = await ask(page, 'library.ids', { sort: 'oldest' })
  for (let at = 0; at < ids.length; at++) {
    await goTo(page, 'library')
    await tiles(page).nth(at).hover()
    await tiles(page).nth(at).click()
    await page.keyboard.press('Space')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: en.library.viewer.back })).toBeVisible()
    await page.keyboard.press('Space')
    await page.keyboard.press('t')
  }
  await goTo(page, 'models')
  await page.getByRole('list', { name: en.models.gallery }).getByRole('button').first().hover()
  await goTo(page, 'queue')
  await page.getByRole('treegrid').click()
  await page.keyboard.press('Control+j')
  await goTo(page, 'create')
  await page.getByRole('button', { name: /^Model: / }).click()
  await expect(page.getByPlaceholder(en.create.searchModels)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByPlaceholder(en.create.searchModels)).toBeHidden()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: en.app.palette })).toBeVisible()
  await expect(page.getByPlaceholder(en.app.paletteHint)).toBeFocused()
  await page.keyboard.press('Escape')
  await goTo(page, 'settings')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: en.app.help })).toBeVisible()
  await page.keyboard.press('Escape')
}
