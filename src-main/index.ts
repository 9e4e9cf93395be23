import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, type BrowserWindow, dialog, nativeTheme, session } from 'electron'
import { type AppError, toAppError } from '../src-shared/errors'
import { openIpc } from './ipc'
import { openLogFile } from './logFile'
import { catchMistakes } from './mistakes'
import { keepPageAlive } from './pageLife'
import { followPower } from './power'
import { registerSchemes, serveMedia, servePage } from './protocol'
import { guardContents, guardSession } from './security'
import type { Shell } from './shell'
import { lockProfile, profilePaths } from './storage'
import { loadPage, openWindow, preloadFile } from './window'

// Start-up in order: one instance, paths, guards, window; storage and services while the page loads.
const here = dirname(fileURLToPath(import.meta.url))
const developmentServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
/** How long a quit may wait for a request under way, so that its answer is kept. */
const quitTimeoutMilliseconds = 5_000

let window: BrowserWindow | null = null
let shell: Shell | null = null

registerSchemes()
// As root Chromium's sandbox cannot be had, and asking for it removes the very switch that says so.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
guardContents()

if (app.requestSingleInstanceLock()) run().catch(stopWith)
else app.quit()

async function run(): Promise<void> {
  await app.whenReady()
  const profile = profilePaths(app.getPath('userData'))
  const log = openLogFile(profile.logs, { console: app.isPackaged ? 'warn' : 'info', secrets: () => shell?.secrets() ?? [] })
  catchMistakes(log, () => shell?.tell({ kind: 'mistake' }))
  app.on('child-process-gone', (_event, details) => log.warn('A process of Chromium ended', { ...details }))
  const unlock = lockProfile(profile.lock)

  guardSession(session.defaultSession, developmentServer)
  servePage(session.defaultSession, join(here, '../renderer'), developmentServer)
  const remembered = readRemembered(profile.settings)
  nativeTheme.themeSource = remembered.theme
  // Database, API and media are most of main's code: the page begins to load before they do.
  const opening = import('./shell').then(({ openShell }) =>
    openShell({ here, profile, log, announce: (name, payload) => ipc.announce(name, payload), window: () => window }),
  )
  const ipc = openIpc({ contents: () => window?.webContents ?? null, handlers: opening.then((opened) => opened.handlers), log })
  serveMedia(session.defaultSession, async (request) => (await opening).mediaResponse(request))

  window = openWindow({ preload: preloadFile(here), log, bounds: remembered.window, saveBounds: (bounds) => shell?.saveBounds(bounds) })
  window.on('close', (event) => shell?.closing(event))
  window.on('closed', () => (window = null))
  keepPageAlive(window, {
    log,
    language: () => shell?.language() ?? (app.getLocale().startsWith('es') ? 'es' : 'en'),
    cameBack: () => shell?.tell({ kind: 'page-reloaded' }),
    quit: () => app.quit(),
  })
  followPower({ log, window, resumed: () => shell?.resumed(), quit: () => app.quit() })
  // A page that does not load (the window was closed, the page crashed) is no reason to end a queue that runs.
  loadPage(window).catch((error: unknown) => log.error('The page did not load', { error }))

  app.on('second-instance', focusWindow)
  app.on('window-all-closed', () => app.quit())
  quitCleanly(async () => {
    await shell?.close()
    unlock()
  })
  shell = await opening
  await shell.start()
}

function focusWindow(): void {
  if (window === null) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Finishes what is under way, at most for five seconds; what does not finish is recovered at the next start, like after a crash. */
function quitCleanly(close: () => Promise<void>): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    const late = new Promise((resolve) => setTimeout(resolve, quitTimeoutMilliseconds))
    void Promise.race([close(), late]).finally(() => {
      state = 'closed'
      app.quit()
    })
  })
}

/** What must be known before the window exists, read straight from the file: a cold start does not wait for the settings' own code. */
function readRemembered(file: string): { theme: 'dark' | 'light' | 'system'; window: unknown } {
  let stored: Record<string, unknown> = {}
  try {
    stored = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  } catch {
    // No settings yet, or damaged ones, which the settings set aside themselves.
  }
  const theme = stored['theme']
  return { theme: theme === 'light' || theme === 'system' ? theme : 'dark', window: stored['window'] }
}

/** The app cannot go on: say why in words, and leave every file as it is. */
function stopWith(thrown: unknown): void {
  const error = toAppError(thrown)
  dialog.showErrorBox('Doitong Studio', startProblem(error))
  app.exit(1)
}

function startProblem(error: AppError): string {
  const isSpanish = app.getLocale().startsWith('es')
  switch (error.code) {
    case 'already-running':
      return isSpanish
        ? 'Doitong Studio ya está abierto con este perfil (quizá desde la línea de comandos). Ciérralo y vuelve a intentarlo.'
        : 'Doitong Studio is already running on this profile (perhaps on the command line). Close it and try again.'
    case 'newer-schema':
      return isSpanish
        ? 'Estos datos los escribió una versión más nueva de Doitong Studio. Actualiza la aplicación; no se ha cambiado nada.'
        : 'This data was written by a newer version of Doitong Studio. Update the app; nothing was changed.'
    default:
      return `${isSpanish ? 'Doitong Studio no puede arrancar. No se ha cambiado nada.' : 'Doitong Studio cannot start. Nothing was changed.'}\n\n${error.message}`
  }
}
