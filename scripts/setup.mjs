#!/usr/bin/env node
// What a fresh machine needs, brought in order; each step costs milliseconds where nothing is missing.
import './nodeVersion.mjs'
import { installSystemPackages } from './debian.mjs'
import { installDependencies } from './dependencies.mjs'
import { announce, electronRuntime } from './electron-runtime.mjs'
import { hasDisplay } from './display.mjs'
import { entry } from './project.mjs'

/** For `npm start` and `npm run dev`: to open the window. */
export async function setupToRun() {
  await installDependencies()
  installSystemPackages(hasDisplay() ? ['run'] : ['run', 'display'])
  return runtime()
}

/** For the tests in the real window: also a virtual display, a keyring, ffmpeg. */
export async function setupToTest() {
  await installDependencies()
  installSystemPackages(['run', 'display', 'tests'])
  return runtime()
}

/** For what needs no window. */
export async function setupToCheck() {
  await installDependencies()
  installSystemPackages(['check'])
}

async function runtime() {
  const found = await electronRuntime()
  announce(found)
  return found
}

await entry(import.meta.url, async () => {
  await setupToTest()
  return 0
})
