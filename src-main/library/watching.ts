import { randomUUID } from 'node:crypto'
import { watch, type FSWatcher } from 'node:fs'
import { basename } from 'node:path'
import type { WatchedFolder } from '../../src-shared/libraryTask'
import type { Log } from '../log'
import type { Database } from '../storage'

/** Programs write a file in many steps: a folder is looked at when it has been still for so long. */
const stillMs = 3_000

export type Watching = ReturnType<typeof openWatching>

/** Folders whose new files are taken in: looked through at the start, and whenever something changed in them. */
export function openWatching(database: Database, log: Log, takeIn: (folder: string) => Promise<{ unsettled: boolean }>) {
  const watchers = new Map<string, FSWatcher>()
  const timers = new Map<string, NodeJS.Timeout>()
  const stored = () => database.all<{ id: string; path: string }>('SELECT id, path FROM watched_folders ORDER BY path')
  const later = (folder: { id: string; path: string }, milliseconds = stillMs) => {
    clearTimeout(timers.get(folder.id))
    const timer = setTimeout(() => {
      takeIn(folder.path).then(
        ({ unsettled }) => unsettled && watchers.has(folder.id) && later(folder),
        (error: unknown) => log.warn('A watched folder could not be looked through', { error }),
      )
    }, milliseconds)
    timer.unref()
    timers.set(folder.id, timer)
  }
  const begin = (folder: { id: string; path: string }) => {
    try {
      const watcher = watch(folder.path, { recursive: true, persistent: false }, () => later(folder))
      watcher.on('error', (error) => log.warn('A folder cannot be watched any more', { error }))
      watchers.set(folder.id, watcher)
      later(folder, 0)
    } catch (error) {
      // On a drive that is not there now: it is tried again at the next start.
      log.warn('A folder cannot be watched', { error })
    }
  }
  const end = (id: string) => {
    watchers.get(id)?.close()
    watchers.delete(id)
    clearTimeout(timers.get(id))
    timers.delete(id)
  }
  const described = (folder: { id: string; path: string }): WatchedFolder => ({ id: folder.id, name: basename(folder.path), isReached: watchers.has(folder.id) })
  return {
    start: () => stored().forEach(begin),
    list: (): WatchedFolder[] => stored().map(described),
    add(path: string): WatchedFolder {
      database.run('INSERT OR IGNORE INTO watched_folders (id, path) VALUES (?, ?)', [randomUUID(), path])
      const folder = stored().find((one) => one.path === path)!
      if (!watchers.has(folder.id)) begin(folder)
      return described(folder)
    },
    remove(id: string): void {
      end(id)
      database.run('DELETE FROM watched_folders WHERE id = ?', [id])
    },
    stop(): void {
      for (const id of [...watchers.keys(), ...timers.keys()]) end(id)
    },
  }
}
