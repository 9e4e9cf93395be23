#!/usr/bin/env node
// npm run faults -- NAME [--full]: makes things go wrong and looks whether the app holds. NAME is one of the proofs in test/faults/rows.ts, or `all`.
// Sized down unless --full. Its last line counts; its exit status is 0 only when all hold.
import './nodeVersion.mjs'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runnerImport } from 'vite'
import { run, withColour } from './processes.mjs'
import { entry, root, say } from './project.mjs'
import { setupToCheck } from './setup.mjs'

/** @typedef {typeof import('../test/faults/rows')} Table */
/** @typedef {{ title: string, status: string }} Seen */

await entry(import.meta.url, async (args) => {
  const isFull = args.includes('--full')
  const name = args.find((arg) => !arg.startsWith('--')) ?? ''
  const { module } = await runnerImport(join(root, 'test', 'faults', 'rows.ts'))
  const { proofs, rows } = /** @type {Table} */ (module)
  if (name !== 'all' && !Object.hasOwn(proofs, name)) {
    say('npm run faults -- NAME [--full], where NAME is')
    for (const [known, { what }] of Object.entries({ all: { what: 'all of them' }, ...proofs })) say(`  ${known.padEnd(10)} ${what}`)
    return 2
  }
  await setupToCheck()
  const files = name === 'all' ? ['faults/', ...Object.values(proofs).flatMap((proof) => proof.files)] : (proofs[name]?.files ?? [])
  const report = join(root, 'test-results', `faults-${name}.json`)
  rmSync(report, { force: true })
  const code = await run(
    process.execPath,
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...new Set(files.map((file) => `test/${file}`)),
      '--reporter=default', '--reporter=json', `--outputFile.json=${report}`,
    ],
    { env: { ...withColour(), ...(isFull && { FAULTS: 'full' }) } },
  )
  const seen = readReport(report)
  const all = [...seen.values()].flat()
  const failed = all.filter(({ status }) => status === 'failed').length
  const passed = all.filter(({ status }) => status === 'passed').length
  const isWhole = name === 'all' || name === 'rows'
  const counts = isWhole ? judgeRows(rows, seen) : null
  const failures = Math.max(failed, code === 0 ? 0 : 1)
  console.log(`${counts === null ? '' : `rows: ${counts.held} hold, ${counts.broken} do not, ${counts.open} not covered; `}tests: ${passed} passed, ${failures} failed`)
  return failures === 0 && (counts?.broken ?? 0) === 0 ? 0 : 1
})

/**
 * @param {string} report
 * @returns {Map<string, Seen[]>} what each file's tests came to, by its path under test/
 */
function readReport(report) {
  /** @type {{ testResults: { name: string, assertionResults: Seen[] }[] }} */
  const { testResults } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { testResults: [] }
  return new Map(testResults.map((file) => [relative(join(root, 'test'), file.name).replaceAll('\\', '/'), file.assertionResults]))
}

/**
 * A row holds when each test that it names ran and passed. Tests of the window are run by npm test, not here.
 *
 * @param {Table['rows']} rows
 * @param {Map<string, Seen[]>} seen
 */
function judgeRows(rows, seen) {
  const counts = { held: 0, broken: 0, open: 0 }
  for (const { row, fault, proofs, open } of rows) {
    const missing = proofs.filter(({ file, test }) => !file.startsWith('e2e/') && !hasPassed(seen.get(file) ?? [], test, row))
    const verdict = proofs.length === 0 ? 'open' : missing.length === 0 ? 'held' : 'broken'
    counts[verdict]++
    const words = { open: 'not covered', held: 'holds', broken: 'DOES NOT HOLD' }[verdict]
    console.log(`${String(row).padStart(3)}  ${words.padEnd(13)} ${fault}${open === undefined ? '' : ` (not covered: ${open})`}`)
    for (const { file, test } of missing) console.log(`       ${file}: ${test}`)
  }
  return counts
}

/**
 * @param {Seen[]} tests
 * @param {string} title as it stands in the source, or its beginning; what a table of cases fills in may be anything, but the row's own number
 * @param {number} row
 */
function hasPassed(tests, title, row) {
  const pattern = title
    .replaceAll('\\', '')
    .split(/(%[sifdjo]|\$\w+)/)
    .map((part) => (part === '$row' ? String(row) : /^(%[sifdjo]|\$\w+)$/.test(part) ? '.*' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  const named = tests.filter((test) => new RegExp(`^${pattern.join('')}`, 's').test(test.title))
  return named.length > 0 && named.every(({ status }) => status === 'passed')
}
