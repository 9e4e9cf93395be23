import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen, type Rectangle } from 'electron'
import { z } from 'zod'
import type { Log } from './log'
import { isOwnPage, pageOrigin } from './page'

const boundsSchema = z.object({
  x: z.number().int(), y: z.number().int(), width: z.number().int().min(1024), height: z.number().int().min(640),
  maximized: z.boolean(),
})

/** Chromium's number for a load that was refused or replaced by another: the page is still there. */
const abortedLoad = -3

interface Options {
  preload: string
  /** Where the window was when it was last closed, as stored. */
  bounds: unknown
  saveBounds(bounds: unknown): void
  log: Log
}

/** The app's own background, so that nothing flashes before the page has painted. */
function background(): string {
  return nativeTheme.shouldUseDarkColors ? '#141416' : '#F4F4F6'
}

/** Shown when painted. */
export function openWindow({ preload, bounds, saveBounds, log }: Options): BrowserWindow {
  const parsed = boundsSchema.safeParse(bounds)
  const last = parsed.success && isOnScreen(parsed.data) ? parsed.data : null
  const window = new BrowserWindow({
    ...(last ? { x: last.x, y: last.y, width: last.width, height: last.height } : { width: 1440, height: 900 }),
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: background(),
    autoHideMenuBar: true,
    title: app.name,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      plugins: false,
      spellcheck: false,
      safeDialogs: true,
      devTools: !app.isPackaged,
      autoplayPolicy: 'document-user-activation-required',
    },
  })
  window.once('ready-to-show', () => {
    if (last?.maximized) window.maximize()
    window.show()
  })
  window.on('close', () => saveBounds({ ...window.getNormalBounds(), maximized: window.isMaximized() }))
  // about:blank and about:srcdoc are gone to without a `will-navigate` that could refuse them.
  const comeBack = (url: string) => {
    if (!isOwnPage(url)) loadPage(window).catch((error: unknown) => log.error('The page could not be loaded again', { error }))
  }
  window.webContents.on('did-navigate', (_event, url) => comeBack(url))
  window.webContents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (isMainFrame && code !== abortedLoad) comeBack(url)
  })
  const followTheme = () => window.setBackgroundColor(background())
  nativeTheme.on('updated', followTheme)
  window.on('closed', () => nativeTheme.off('updated', followTheme))
  return window
}

export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(`${pageOrigin}/index.html`)
}

export function preloadFile(here: string): string {
  return join(here, '../preload/index.cjs')
}

function isOnScreen(bounds: Rectangle): boolean {
  const area = screen.getDisplayMatching(bounds).workArea
  return bounds.x < area.x + area.width - 100 && bounds.x + bounds.width > area.x + 100 && bounds.y < area.y + area.height - 100 && bounds.y >= area.y - 20
}
