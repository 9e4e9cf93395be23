// The project's packages, installed when a stamp inside node_modules (gone with it) says that they are not these. Where
// the stamp is missing, npm's own record of what lies in node_modules is asked first, so an install by hand counts.
import { chmodSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { npm } from './processes.mjs'
import { SetupError, root, say } from './project.mjs'
import { hashOf, isStamped, stamp } from './stamp.mjs'

const stampFile = join(root, 'node_modules', '.doitong-installed')

/** @typedef {{ version?: string, resolved?: string, integrity?: string, optional?: boolean, peer?: boolean, link?: boolean, dependencies?: Record<string, string>, devDependencies?: Record<string, string> }} LockedPackage */
/** @typedef {{ packages?: Record<string, LockedPackage> }} Lock */

/**
 * Why an install is needed, or null where what is installed is what is locked.
 * @param {{ dependencies?: Record<string, string>, devDependencies?: Record<string, string> }} manifest package.json
 * @param {Lock} lock package-lock.json
 * @param {Lock | null} installed node_modules/.package-lock.json, which npm writes when an install is complete
 */
export function installReason(manifest, lock, installed) {
  if (!installed?.packages) return 'nothing is installed yet'
  const locked = lock.packages ?? {}
  for (const kind of /** @type {const} */ (['dependencies', 'devDependencies'])) {
    if (!sameEntries(manifest[kind], locked['']?.[kind])) return 'package.json asks for something else than package-lock.json holds'
  }
  for (const [path, wanted] of Object.entries(locked)) {
    if (path === '') continue
    const found = installed.packages[path]
    // Optional ones are left out where they are for another platform.
    if (!found && !wanted.optional) return `${path.replace(/^.*node_modules\//, '')} is missing`
    if (found && (found.version !== wanted.version || found.integrity !== wanted.integrity)) return `${path.replace(/^.*node_modules\//, '')} has changed`
  }
  const extra = Object.keys(installed.packages).find((path) => !(path in locked))
  return extra ? `${extra.replace(/^.*node_modules\//, '')} is no longer wanted` : null
}

/**
 * @param {Record<string, string>} [a]
 * @param {Record<string, string>} [b]
 */
function sameEntries(a = {}, b = {}) {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}

/** @param {string} file */
function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/** Installs exactly what the lock file names, when something else (or nothing) is there. */
export async function installDependencies() {
  if (isStamped(stampFile, currentHash())) return
  await withLock(join(root, '.cache', 'install.lock'), () => {
    const hash = currentHash()
    if (isStamped(stampFile, hash)) return
    const reason = installReason(
      readJson(join(root, 'package.json')),
      readJson(join(root, 'package-lock.json')),
      readJson(join(root, 'node_modules', '.package-lock.json')),
    )
    if (reason !== null) {
      say(`installing packages (${reason})`)
      // NODE_ENV=production would leave out the tools that build the app. Warnings are about engines of packages whose
      // install step we do not use.
      const { status } = npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
      if (status !== 0) throw new SetupError('npm ci failed: see above. A network or a filled npm cache is needed once.')
    }
    makeProbeExecutable()
    stamp(stampFile, hash)
  })
}

function currentHash() {
  return hashOf(root, ['package.json', 'package-lock.json'])
}

/** The packaged ffprobe is executable only for its owner unless its install script ran. */
function makeProbeExecutable() {
  const folder = join(root, 'node_modules', '@ffprobe-installer')
  if (process.platform === 'win32' || !existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const program = join(folder, name, 'ffprobe')
    if (existsSync(program)) chmodSync(program, 0o755)
  }
}
