// One at a time across processes: `npm start` and `npm test` at once must not both install or build.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './processes.mjs'
import { say } from './project.mjs'

const forgottenAfterMs = 30 * 60_000

/**
 * @template T
 * @param {string} file the lock; it holds the owner's process number
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true })
  for (let waited = false; ; ) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    }
    if (clearIfDead(file)) continue
    if (!waited) say(`waiting for another run that holds ${file}`)
    waited = true
    await sleep(150)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/**
 * Removes a lock whose owner is gone. Renaming first means that of several who see it dead only one takes it away.
 * @param {string} file
 */
function clearIfDead(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'))
    const ageMs = Date.now() - statSync(file).mtimeMs
    // An owner between creating the file and writing its number is young; give it time.
    const isDead = Number.isInteger(owner) && owner > 0 ? !isAlive(owner) || ageMs > forgottenAfterMs : ageMs > 5_000
    if (!isDead) return false
    const aside = `${file}.${process.pid}`
    renameSync(file, aside)
    rmSync(aside, { force: true })
    return true
  } catch {
    return true // gone already: try to take it
  }
}
