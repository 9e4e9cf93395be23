import { app, type BrowserWindow, Notification, powerSaveBlocker } from 'electron'
import type { EventName, Events } from '../src-shared/ipc'
import type { NightPlan, NightReport } from '../src-shared/night'
import type { Log } from './log'
import { countForDesktop, desktopWords, whatClosingMeans } from './night'
import type { Studio } from './studio'
import { openTray } from './tray'

interface Parts {
  studio: Studio
  window(): BrowserWindow | null
  announce<Name extends EventName>(name: Name, payload: Events[Name]): void
  language(): 'en' | 'es'
  log: Log
}

/** What the queue does to the desktop, and the desktop to it. The decisions are the night's; here they are obeyed. */
export interface Desktop {
  /** Begins with the queue as it is. */
  start(): Promise<void>
  changed(delta: Events['queue.changed']): void
  nightEnded(report: NightReport, plan: NightPlan): void
  /** The user closes the window. */
  closing(event: { preventDefault(): void }): void
  /** The user's answer to what closing means. */
  answered(answer: { how: 'tray' | 'quit' | null; remember: boolean }): void
  close(): void
}

/** The dock and the tray follow this slowly. */
const followMilliseconds = 1_000

export function openDesktop({ studio, window, announce, language, log }: Parts): Desktop {
  const count = countForDesktop()
  let state: Events['queue.changed']['state'] | null = null
  let blocker: number | null = null
  let timer: NodeJS.Timeout | null = null
  let isQuitting = false
  let isAsked = false
  const words = () => desktopWords(language())

  const open = () => {
    const shown = window()
    if (shown === null) return
    if (shown.isMinimized()) shown.restore()
    shown.show()
    shown.focus()
  }
  const tray = openTray({
    open,
    setPaused: (paused) => void studio.handlers[paused ? 'queue.pause' : 'queue.resume'](),
    quit: () => app.quit(),
  }, log)
  const tell = (notice: { title: string; body: string }) => {
    if (!Notification.isSupported()) return
    const notification = new Notification(notice)
    notification.on('click', open)
    notification.show()
  }
  const stayAwake = (wanted: boolean) => {
    if (wanted && blocker === null) {
      blocker = powerSaveBlocker.start('prevent-app-suspension')
    } else if (!wanted && blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
    if (wanted) studio.noteAwake()
  }
  const follow = () => {
    timer = null
    const facts = count.facts(isHeldBack())
    stayAwake(facts.isBusy && studio.settings.get().keepAwake)
    window()?.setProgressBar(facts.fraction ?? -1)
    const { text, progress } = words()
    const isHidden = window()?.isVisible() === false
    if (facts.running + facts.waiting > 0 || isHidden) tray.show({ progress: progress(facts), isPaused: state?.paused ?? false, words: text })
    else tray.close()
  }
  const followSoon = () => {
    timer ??= setTimeout(follow, followMilliseconds)
  }
  /** Nothing goes on by itself, so nothing needs a computer that is awake. Waiting for an hour does: asleep it would miss it. */
  const isHeldBack = () =>
    state?.paused === true || (state?.block != null && state.block.until === null && state.block.reason !== 'offline') || studio.isOverForNow()

  app.on('before-quit', () => (isQuitting = true))
  studio.settings.onChanged(followSoon)

  return {
    async start() {
      const snapshot = await studio.handlers['queue.snapshot']()
      count.note(snapshot)
      state = snapshot.state
      followSoon()
    },
    changed(delta) {
      state = delta.state
      const finished = count.note(delta)
      if (studio.settings.get().notifies && window()?.isFocused() !== true) for (const batch of finished) tell(words().batch(batch))
      followSoon()
    },
    nightEnded(report, plan) {
      if (plan.whenDone !== 'nothing') tell(words().night(report))
      if (plan.whenDone === 'quit') app.quit()
    },
    closing(event) {
      // While the app quits, the queue may be closed before its window is.
      const unfinished = isQuitting ? 0 : studio.unfinished()
      const meaning = whatClosingMeans({ isQuitting, unfinished, whenClosed: studio.settings.get().whenClosed, isAsked })
      if (meaning === 'close') return
      event.preventDefault()
      if (meaning === 'hide') {
        window()?.hide()
        return follow()
      }
      isAsked = true
      announce('app.closing', { unfinished })
    },
    answered({ how, remember }) {
      isAsked = false
      if (how === null) return
      if (remember) studio.settings.change({ whenClosed: how })
      if (how === 'quit') return app.quit()
      window()?.hide()
      follow()
    },
    close() {
      if (timer !== null) clearTimeout(timer)
      stayAwake(false)
      tray.close()
    },
  }
}
