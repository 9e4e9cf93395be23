#!/usr/bin/env node
// npm run bench -- NAME [flags]: runs test/bench/NAME.bench.ts on plain Node, built for it alone. Its last line is RESULT and JSON; its exit
// status is 0 only when every bar holds.
import './nodeVersion.mjs'
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'vite'
import { run } from './processes.mjs'
import { entry, root, say } from './project.mjs'
import { setupToCheck } from './setup.mjs'

const folder = join(root, 'test', 'bench')

/** @param {string} within @param {string} ending */
function programs(within, ending) {
  return readdirSync(within, { withFileTypes: true }).flatMap((found) => (found.isFile() && found.name.endsWith(ending) ? [join(within, found.name)] : []))
}

await entry(import.meta.url, async ([name = '', ...flags]) => {
  const benches = programs(folder, '.bench.ts')
  const bench = benches.find((file) => basename(file, '.bench.ts') === name)
  if (bench === undefined) {
    say(`npm run bench -- NAME, where NAME is one of: ${benches.map((file) => basename(file, '.bench.ts')).join(', ')}`)
    return 2
  }
  await setupToCheck()
  // What a benchmark starts as a process of its own lies in its folder as NAME.program.ts, and beside it once built.
  const files = [bench, ...readdirSync(folder).filter((one) => one === name).flatMap((one) => programs(join(folder, one), '.program.ts'))]
  const outDir = join(root, '.cache', 'bench', name)
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir,
      target: 'node20.18',
      rolldownOptions: {
        input: Object.fromEntries(files.map((file) => [basename(file, '.ts'), file])),
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  })
  return run(process.execPath, [join(outDir, `${name}.bench.mjs`), ...flags])
})
