#!/usr/bin/env node
// Builds main, preload, page and sandbox into out/, and only when something they are made of has changed (--force: always).
import './nodeVersion.mjs'
import { join } from 'node:path'
import { installDependencies } from './dependencies.mjs'
import { withLock } from './lock.mjs'
import { capture, withColour } from './processes.mjs'
import { SetupError, entry, root, say } from './project.mjs'
import { hashOf, isStamped, stamp } from './stamp.mjs'

const inputs = [
  'src-main', 'src-preload', 'src-renderer', 'src-sandbox', 'src-shared', 'resources',
  'electron.vite.config.ts', 'scripts/strict-csp.ts', 'tsconfig.json', 'package.json', 'package-lock.json',
]
const stampFile = join(root, 'out', '.built-from')

/** @param {{ force?: boolean }} [options] */
export async function build({ force = false } = {}) {
  if (!force && isStamped(stampFile, hashOf(root, inputs))) return
  await withLock(join(root, '.cache', 'build.lock'), async () => {
    // Taken before building: what changes meanwhile is built the next time.
    const hash = hashOf(root, inputs)
    if (!force && isStamped(stampFile, hash)) return
    const startedAt = Date.now()
    const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
    const { code, output } = await capture(process.execPath, [vite, 'build', '--logLevel', 'warn'], { env: withColour() })
    if (code !== 0) throw new SetupError(`The build failed:\n${output.trim()}`)
    if (output.trim()) say(output.trim())
    stamp(stampFile, hash)
    say(`built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  })
}

await entry(import.meta.url, async (args) => {
  await installDependencies()
  await build({ force: args.includes('--force') })
  return 0
})
