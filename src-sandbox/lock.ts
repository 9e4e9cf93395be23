import { closeSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const patienceMs = 5_000
const beatMs = 2_000
/** A lock older than this is nobody's: after a restart of the machine its number may be another program's. */
const freshMs = 15_000

/** Holds a state folder for one process. Waits a little for another to end (one that was just killed), then throws. Returns what lets go. */
export async function lockFolder(folder: string): Promise<() => void> {
  const path = join(folder, 'lock')
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      const file = openSync(path, 'wx')
      writeSync(file, String(process.pid))
      closeSync(file)
      const beat = setInterval(() => touch(path), beatMs).unref()
      return () => {
        clearInterval(beat)
        rmSync(path, { force: true })
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    if (!isHeld(path)) rmSync(path, { force: true })
    else if (Date.now() > deadline) throw new Error(`Another sandbox uses ${folder}`)
    else await new Promise(resolve => setTimeout(resolve, 100))
  }
}

/** Whether the process that wrote the lock is alive; our own number in it is left from before a restart with the same number. */
function isHeld(path: string): boolean {
  try {
    const holder = Number(readFileSync(path, 'utf8'))
    if (!Number.isInteger(holder) || holder <= 0 || holder === process.pid || Date.now() - statSync(path).mtimeMs > freshMs) return false
    process.kill(holder, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // The folder was removed under us: there is nothing left to hold.
  }
}
