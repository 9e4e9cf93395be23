#!/usr/bin/env node
// npm run check: types, lint, fences, dead code and unit tests, in two lanes, with one line each.
import './nodeVersion.mjs'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { capture, withColour } from './processes.mjs'
import { entry, root, say } from './project.mjs'
import { setupToCheck } from './setup.mjs'

/** @param {...string} path */
const tool = (...path) => join(root, 'node_modules', ...path)

/** @typedef {{ name: string, args: string[] }} Check */

/** @type {Check[]} */
const staticChecks = [
  { name: 'types', args: [tool('typescript', 'bin', 'tsc'), '--noEmit'] },
  { name: 'lint', args: [tool('oxlint', 'bin', 'oxlint'), '--deny-warnings', '--report-unused-disable-directives'] },
  { name: 'fences', args: [join(root, 'scripts', 'fences.mjs')] },
  { name: 'dead code', args: [tool('knip', 'bin', 'knip.js'), '--no-progress', '--treat-config-hints-as-errors'] },
]

/** @returns {Promise<{ passed: number, failed: number }>} unit tests, and each other check that failed as one */
export async function runChecks() {
  await setupToCheck()
  const startedAt = Date.now()
  // Two lanes: the unit tests are as long as all others together.
  const [unit, failedChecks] = await Promise.all([runTests('unit'), runInTurn(staticChecks)])
  say(`checked in ${seconds(startedAt)}`)
  return { passed: unit.passed, failed: unit.failed + failedChecks }
}

/**
 * The tests of one project of vitest.config.ts.
 *
 * @param {'unit' | 'parts' | 'faults'} project
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runTests(project) {
  const report = join(root, 'test-results', `${project}.json`)
  rmSync(report, { force: true })
  const args = [tool('vitest', 'vitest.mjs'), 'run', `--project=${project}`, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  return testCounts(report, await runCheck({ name: `${project} tests`, args }))
}

/**
 * @param {Check[]} checks
 * @returns {Promise<number>} how many failed
 */
async function runInTurn(checks) {
  let failed = 0
  for (const check of checks) if (!(await runCheck(check))) failed++
  return failed
}

/** @param {Check} check */
async function runCheck({ name, args }) {
  const startedAt = Date.now()
  const { code, output } = await capture(process.execPath, args, { env: withColour() })
  say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds(startedAt)}`)
  if (code !== 0) say(output.trim())
  return code === 0
}

/**
 * @param {string} report
 * @param {boolean} isGood
 */
function testCounts(report, isGood) {
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 }
  // A file that does not even load has no tests, but must count.
  return { passed: result.numPassedTests, failed: isGood ? 0 : Math.max(1, result.numFailedTests) }
}

/** @param {number} sinceMs */
function seconds(sinceMs) {
  return `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`
}

await entry(import.meta.url, async () => ((await runChecks()).failed === 0 ? 0 : 1))
