// The default app of the registry's Electron runtime, which comes without one: `electron [flags] FOLDER` runs FOLDER.
// An ES module with top-level await: were the app imported later, `ready` would come before it can register its schemes.
import { app } from 'electron'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The two that Electron keeps for its own default app, and therefore out of its types. */
const shell = /** @type {{ setAppPath(path: string): void, setVersion(version: string): void }} */ (/** @type {unknown} */ (app))

/** @param {string[]} args */
function readArguments(args) {
  const preloads = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    // The test driver loads its part with -r, before the app.
    if (arg === '-r' || arg === '--require') preloads.push(resolve(args[++i] ?? ''))
    else if (arg.startsWith('--require=')) preloads.push(resolve(arg.slice('--require='.length)))
    else if (!arg.startsWith('-')) return { preloads, target: resolve(arg) }
  }
  return { preloads, target: null }
}

/**
 * Sets name, version and profile as Electron does for an app of its own, and returns the file to run.
 * @param {string} target
 */
function adopt(target) {
  if (!statSync(target).isDirectory()) {
    shell.setAppPath(dirname(target))
    return target
  }
  const manifest = join(target, 'package.json')
  const about = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {}
  const name = about.productName ?? about.name
  if (name) {
    app.name = name
    // A profile named on the command line stays: else every test would share one.
    if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), name))
  }
  if (about.version) shell.setVersion(about.version)
  shell.setAppPath(target)
  return createRequire(join(target, 'index.js')).resolve(join(target, about.main ?? 'index.js'))
}

const { preloads, target } = readArguments(process.argv.slice(1))
for (const file of preloads) createRequire(import.meta.url)(file)
if (target) await import(pathToFileURL(adopt(target)).href)
else {
  process.stderr.write('usage: electron [flags] FOLDER\n')
  app.exit(2)
}
