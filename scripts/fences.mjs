#!/usr/bin/env node
// Checks who imports whom by .dependency-cruiser.cjs, and prints for each import over a fence what to do instead. It fails
// too when it has seen no module of one of our folders: a checker that reads no file reports no violation.
import './nodeVersion.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { entry, root } from './project.mjs'

const folders = ['src-shared', 'src-main', 'src-preload', 'src-renderer', 'src-sandbox', 'test']

/** @typedef {{ from: string, to: string, rule: { name: string }, cycle?: { name: string }[], via?: { name: string }[] }} Violation */

/** @param {string} base the project, or a copy of it */
export function crossings(base) {
  const present = folders.filter((folder) => existsSync(join(base, folder)))
  const bin = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const done = spawnSync(process.execPath, [bin, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...present], {
    cwd: base,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  if (!done.stdout.startsWith('{')) throw new Error(`dependency-cruiser gave no result: ${done.stderr}`)
  const { modules, summary } = JSON.parse(done.stdout)
  /** @type {Map<string, string>} */
  const advice = new Map(summary.ruleSetUsed.forbidden.map((/** @type {{ name: string, comment: string }} */ rule) => [rule.name, rule.comment]))
  /** @type {Violation[]} */
  const violations = summary.violations
  return {
    unseen: present.filter((folder) => !modules.some((/** @type {{ source: string }} */ module) => module.source.startsWith(`${folder}/`))),
    moduleCount: modules.length,
    fences: [...advice.keys()],
    found: violations.map((violation) => ({
      rule: violation.rule.name,
      from: violation.from,
      to: violation.to,
      path: (violation.cycle ?? violation.via ?? []).map((step) => step.name),
      advice: advice.get(violation.rule.name) ?? '',
    })),
  }
}

await entry(import.meta.url, async ([base = root]) => {
  const { unseen, moduleCount, found } = crossings(base)
  for (const { rule, from, to, path, advice } of found) {
    console.log(`${from} → ${[...(path.length > 0 ? path : [to])].join(' → ')}\n  ${rule}: ${advice}`)
  }
  for (const folder of unseen) console.log(`no module of ${folder} was seen: the fences are not guarded there`)
  console.log(`${moduleCount} modules, ${found.length} over a fence`)
  return found.length + unseen.length === 0 ? 0 : 1
})
