// The download that the `electron` package does for itself, with two additions: it is given up when nothing arrives, and
// a failure is remembered for a day, so that a machine without a way to it does not wait at each start.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, say } from './project.mjs'

const firstByteWithinMs = 12_000
const stalledAfterMs = 60_000
const rememberedForMs = 24 * 60 * 60_000

/**
 * @param {string} packageFolder node_modules/electron
 * @param {string} version
 * @returns {Promise<boolean>} whether the runtime now lies in the package
 */
export async function downloadElectron(packageFolder, version) {
  const memo = join(cacheFolder(), 'electron-download-failed.json')
  if (failedLately(memo, version)) return false
  say(`downloading Electron ${version}`)
  mkdirSync(cacheFolder(), { recursive: true })
  const work = mkdtempSync(join(cacheFolder(), `.work-${process.pid}-`))
  try {
    const code = await installWatched(packageFolder, work)
    if (code === 0 && existsSync(join(packageFolder, 'path.txt'))) return true
    writeFileSync(memo, JSON.stringify({ version, failedAt: Date.now() }))
    say('  not reachable; tried again tomorrow')
    return false
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/**
 * @param {string} packageFolder
 * @param {string} work where it downloads to, so that we see it grow
 * @returns {Promise<number | null>}
 */
function installWatched(packageFolder, work) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
      stdio: 'ignore',
      env: { ...process.env, TMPDIR: work, TEMP: work, TMP: work },
    })
    let seenBytes = 0
    let quietSince = Date.now()
    const watch = setInterval(() => {
      const now = sizeBelow(work)
      if (now !== seenBytes) [seenBytes, quietSince] = [now, Date.now()]
      else if (Date.now() - quietSince > (seenBytes === 0 ? firstByteWithinMs : stalledAfterMs)) child.kill('SIGKILL')
    }, 250)
    const end = (/** @type {number | null} */ code) => {
      clearInterval(watch)
      resolve(code)
    }
    child.once('error', () => end(1))
    child.once('close', end)
  })
}

/**
 * @param {string} folder
 * @returns {number}
 */
function sizeBelow(folder) {
  let sizeBytes = 0
  for (const name of readdirSync(folder)) {
    const kind = statSync(join(folder, name), { throwIfNoEntry: false })
    sizeBytes += kind?.isDirectory() ? sizeBelow(join(folder, name)) : (kind?.size ?? 0)
  }
  return sizeBytes
}

/**
 * @param {string} memo
 * @param {string} version
 */
function failedLately(memo, version) {
  try {
    const { version: failed, failedAt } = JSON.parse(readFileSync(memo, 'utf8'))
    return failed === version && Date.now() - failedAt < rememberedForMs
  } catch {
    return false
  }
}
