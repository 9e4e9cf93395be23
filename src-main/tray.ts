import { Menu, nativeImage, Tray, type NativeImage } from 'electron'
import type { Log } from './log'

interface TrayFacts {
  /** What runs and waits, in words. */
  progress: string
  isPaused: boolean
  words: { open: string; pause: string; resume: string; quit: string }
}

interface Actions {
  open(): void
  setPaused(paused: boolean): void
  quit(): void
}

export interface QueueTray {
  show(facts: TrayFacts): void
  close(): void
}

/** The queue beside the clock: what runs and waits, pause, open, quit. Where the desktop has no such place, nothing happens. */
export function openTray(actions: Actions, log: Log): QueueTray {
  let tray: Tray | null = null
  let isRefused = false
  let shown = ''
  return {
    show(facts) {
      const text = JSON.stringify(facts)
      if (isRefused || text === shown) return
      shown = text
      try {
        if (tray === null) {
          tray = new Tray(icon())
          tray.on('click', actions.open)
        }
        const { words } = facts
        tray.setToolTip(`Doitong Studio: ${facts.progress}`)
        tray.setContextMenu(Menu.buildFromTemplate([
          { label: facts.progress, enabled: false },
          { type: 'separator' },
          { label: words.open, click: actions.open },
          { label: facts.isPaused ? words.resume : words.pause, click: () => actions.setPaused(!facts.isPaused) },
          { type: 'separator' },
          { label: words.quit, click: actions.quit },
        ]))
      } catch (error) {
        isRefused = true
        log.warn('This desktop has no place for a tray icon', { error })
      }
    },
    close() {
      tray?.destroy()
      tray = null
    },
  }
}

const side = 32

/** A play mark on a disc, as rows of BGRA: a file of its own would be one more thing to lose. */
function icon(): NativeImage {
  const pixels = Buffer.alloc(side * side * 4)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const inDisc = (x - 15.5) ** 2 + (y - 15.5) ** 2 <= 14.5 ** 2
      const isPlay = x >= 12 && x <= 22 && Math.abs(y - 15.5) <= (23 - x) * 0.65
      if (inDisc) pixels.set(isPlay ? [18, 16, 16, 255] : [78, 242, 198, 255], (y * side + x) * 4)
    }
  }
  return nativeImage.createFromBitmap(pixels, { width: side, height: side, scaleFactor: 2 })
}
