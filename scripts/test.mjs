#!/usr/bin/env node
// npm test: bring what a fresh machine needs, then the checks, the tests that take their time (real media, killed processes,
// faults), the build, and the tests in the real window. The last line counts the tests of all; a failed check counts as one.
import './nodeVersion.mjs'
import { runChecks, runTests } from './check.mjs'
import { runEndToEnd } from './e2e.mjs'
import { SetupError, entry, say } from './project.mjs'
import { setupToTest } from './setup.mjs'

await entry(import.meta.url, async () => {
  await setupToTest()
  const checks = await runChecks()
  const parts = await runTests('parts')
  const faults = await runTests('faults')
  const window = await runEndToEnd().catch((error) => {
    say(error instanceof SetupError ? error.message : String(error instanceof Error ? error.stack : error))
    return { passed: 0, failed: 1 }
  })
  const all = [checks, parts, faults, window]
  const failed = all.reduce((sum, one) => sum + one.failed, 0)
  console.log(`${all.reduce((sum, one) => sum + one.passed, 0)} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
