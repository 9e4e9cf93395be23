#!/usr/bin/env node
// npm run studio: the app without a window, on plain Node. Arguments go to it (npm run studio -- run jobs.csv), signals too, and its exit
// status is ours.
import './nodeVersion.mjs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { run } from './processes.mjs'
import { entry, root } from './project.mjs'
import { setupToCheck } from './setup.mjs'

await entry(import.meta.url, async (args) => {
  await setupToCheck()
  await build()
  // npm changes into the project; a file is meant where it was typed.
  const cwd = process.env['INIT_CWD'] ?? process.cwd()
  return run(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args], { cwd })
})
