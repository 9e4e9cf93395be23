#!/usr/bin/env node
// npm test: bring what a fresh machine needs, then the checks, the build, and the tests in the real window. The last line
// counts the tests of both; a check that fails counts as one failed test.
import './nodeVersion.mjs'
import { runChecks } from './check.mjs'
import { runEndToEnd } from './e2e.mjs'
import { SetupError, entry, say } from './project.mjs'
import { setupToTest } from './setup.mjs'

await entry(import.meta.url, async () => {
  await setupToTest()
  const checks = await runChecks()
  const window = await runEndToEnd().catch((error) => {
    say(error instanceof SetupError ? error.message : String(error instanceof Error ? error.stack : error))
    return { passed: 0, failed: 1 }
  })
  const failed = checks.failed + window.failed
  console.log(`${checks.passed + window.passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
