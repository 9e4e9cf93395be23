#!/usr/bin/env node
// npm run test:e2e: the built app in a real window, on a display and with a keyring of its own. Further arguments go to
// Playwright (npm run test:e2e -- -g trim). With --pictures it makes the pictures of resources/pictures instead.
import './nodeVersion.mjs'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { startDisplay } from './display.mjs'
import { runWithKeyring } from './keyring.mjs'
import { run } from './processes.mjs'
import { entry, root } from './project.mjs'
import { setupToTest } from './setup.mjs'

const report = join(root, 'test-results', 'e2e.json')

/**
 * @param {string[]} [args]
 * @returns {Promise<{ passed: number, failed: number }>} counts of tests; a run that counts none has failed
 */
export async function runEndToEnd(args = []) {
  const runtime = await setupToTest()
  await build()
  rmSync(report, { force: true })
  const pictures = args.includes('--pictures')
  const playwright = [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', ...args.filter((arg) => arg !== '--pictures')]
  const env = { ...process.env, ELECTRON_EXEC_PATH: runtime.path, ...(pictures ? { PICTURES: '1' } : {}) }
  const code = process.platform === 'linux' ? await onOwnDisplay(playwright, env) : await run(process.execPath, playwright, { env })
  return counts(code)
}

/**
 * @param {string[]} playwright
 * @param {NodeJS.ProcessEnv} env
 */
async function onOwnDisplay(playwright, env) {
  const display = await startDisplay('1600x1000x24')
  const { WAYLAND_DISPLAY: _, ...rest } = env // else the window would open there
  try {
    return await runWithKeyring(process.execPath, playwright, { ...rest, ...display.env })
  } finally {
    display.stop()
  }
}

/** @param {number} code Playwright's exit code */
function counts(code) {
  const stats = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).stats : { expected: 0, flaky: 0, unexpected: 0 }
  const passed = stats.expected + stats.flaky
  const failed = stats.unexpected
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed }
}

await entry(import.meta.url, async (args) => ((await runEndToEnd(args)).failed === 0 ? 0 : 1))
