#!/usr/bin/env node
// npm run sandbox: the Doitong-compatible server alone, without a window. Flags go to it.
import './nodeVersion.mjs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { run } from './processes.mjs'
import { entry, root } from './project.mjs'
import { setupToCheck } from './setup.mjs'

await entry(import.meta.url, async (args) => {
  await setupToCheck()
  await build()
  return run(process.execPath, [join(root, 'out', 'main', 'sandbox.js'), ...args])
})
