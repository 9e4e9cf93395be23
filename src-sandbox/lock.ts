import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const patienceMs = 5_000

/** Holds a state folder for one process. Waits a little for another to end (one that was just killed), then throws. Returns what lets go. */
export async function lockFolder(folder: string): Promise<() => void> {
  const path = join(folder, 'lock')
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      const file = openSync(path, 'wx')
      writeSync(file, String(process.pid))
      closeSync(file)
      return () => rmSync(path, { force: true })
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
    if (!Number.isInteger(holder) || holder <= 0 || holder === process.pid) return false
    process.kill(holder, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
