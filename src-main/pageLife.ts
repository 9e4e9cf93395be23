import { dialog, type BrowserWindow } from 'electron'
import type { Log } from './log'

type Language = 'en' | 'es'

const words = {
  en: {
    hung: 'The window does not answer.', crashed: 'The window crashed several times in a row.', goesOn: 'The queue is not affected and goes on.',
    wait: 'Wait', reload: 'Load the window again', quit: 'Quit',
  },
  es: {
    hung: 'La ventana no responde.', crashed: 'La ventana ha fallado varias veces seguidas.', goesOn: 'La cola no se ve afectada y sigue.',
    wait: 'Esperar', reload: 'Volver a cargar la ventana', quit: 'Salir',
  },
} as const

/** A page that crashes as often within a minute is not loaded again by itself. */
const mostCrashes = 3
const crashWindowMilliseconds = 60_000

interface Options {
  log: Log
  language(): Language
  /** The page had gone and is loaded again. */
  cameBack(): void
  quit(): void
}

/** Loads a page again that crashed, and lets the user decide about one that hangs. Jobs live in main and do not notice. */
export function keepPageAlive(window: BrowserWindow, { log, language, cameBack, quit }: Options): void {
  const contents = window.webContents
  let crashedAt: number[] = []
  let answered: AbortController | null = null

  const reload = () => {
    // Not while Chromium still tells of the end: it would take the new page for the old one.
    setImmediate(() => {
      if (window.isDestroyed()) return
      contents.once('did-finish-load', cameBack)
      contents.reload()
    })
  }
  const afterCrashes = async () => {
    const text = words[language()]
    const { response } = await dialog.showMessageBox(window, { type: 'error', message: text.crashed, detail: text.goesOn, buttons: [text.reload, text.quit], cancelId: 0 })
    crashedAt = []
    if (response === 1) quit()
    else reload()
  }
  const whileHung = async () => {
    if (answered !== null) return
    answered = new AbortController()
    const text = words[language()]
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning', message: text.hung, detail: text.goesOn, buttons: [text.wait, text.reload], cancelId: 0, signal: answered.signal,
    })
    const isAnswering = answered.signal.aborted
    answered = null
    // Whoever hangs does not take leave either: ended, it is loaded again like one that crashed.
    if (response === 1 && !isAnswering && !window.isDestroyed()) contents.forcefullyCrashRenderer()
  }
  const failed = (error: unknown) => log.error('The user could not be asked about the page', { error })

  contents.on('render-process-gone', (_event, details) => {
    log.error('The page is gone', { ...details })
    answered?.abort()
    if (details.reason === 'clean-exit') return
    const now = performance.now()
    crashedAt = [...crashedAt.filter((at) => now - at < crashWindowMilliseconds), now]
    if (crashedAt.length <= mostCrashes) reload()
    else afterCrashes().catch(failed)
  })
  window.on('unresponsive', () => {
    log.warn('The page does not answer')
    whileHung().catch(failed)
  })
  window.on('responsive', () => {
    log.info('The page answers again')
    answered?.abort()
  })
}
