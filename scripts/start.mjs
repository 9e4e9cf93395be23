#!/usr/bin/env node
// npm start: bring what is missing, build what has changed, open the app. Further arguments go to it
// (npm start -- --user-data-dir=DIR).
import './nodeVersion.mjs'
import { readFileSync } from 'node:fs'
import { build } from './build.mjs'
import { hasDisplay, startDisplay } from './display.mjs'
import { run } from './processes.mjs'
import { entry, isRoot, say } from './project.mjs'
import { setupToRun } from './setup.mjs'

await entry(import.meta.url, async (args) => {
  const runtime = await setupToRun()
  await build()
  const display = hasDisplay() ? null : await startDisplay('1440x900x24')
  if (display) say(`no display here: the window opens on a virtual one (${display.env.DISPLAY}) and cannot be seen`)
  const startedAt = Date.now()
  try {
    const code = await run(runtime.path, [...sandboxFlag(), '.', ...args], { env: { ...process.env, ...display?.env } })
    if (code > 128 && Date.now() - startedAt < 5_000 && forbidsUserNamespaces()) {
      say('This system does not let programs make user namespaces, which the sandbox of the window needs. Allow it with:')
      say('  sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0')
    }
    return code
  } finally {
    display?.stop()
  }
})

/** Chromium refuses to run as root with its sandbox on; for everyone else it stays on. */
function sandboxFlag() {
  return isRoot() ? ['--no-sandbox'] : []
}

function forbidsUserNamespaces() {
  try {
    return readFileSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', 'utf8').trim() === '1'
  } catch {
    return false
  }
}
