import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crossings } from '../../../scripts/fences.mjs'

// Violations are planted in a copy of the real sources, so that a fence that no longer fits the folders is noticed.
const planted: { fence: string; file: string; code: string; advice: RegExp }[] = [
  { fence: 'no-cycles', file: 'src-main/queue/plantedA.ts', code: "import './plantedB'\nexport const a = 1", advice: /third file/ },
  { fence: 'no-cycles', file: 'src-renderer/ui/PlantedA.tsx', code: "import type { B } from './PlantedB'\nexport type A = B", advice: /third file/ },
  { fence: 'electron-only-in-the-shell', file: 'src-main/queue/plantedElectron.ts', code: "import { app } from 'electron'\napp.quit()", advice: /pass it in/ },
  { fence: 'electron-only-in-the-shell', file: 'src-main/queue/plantedElectronLater.ts', code: "await import('electron')", advice: /pass it in/ },
  { fence: 'electron-only-in-the-shell', file: 'src-renderer/queue/plantedElectron.ts', code: "import type { App } from 'electron'\nexport type X = App", advice: /pass it in/ },
  { fence: 'electron-only-in-the-shell', file: 'src-sandbox/plantedElectron.ts', code: "import 'electron'", advice: /pass it in/ },
  { fence: 'domains-run-in-plain-node', file: 'src-main/queue/plantedShell.ts', code: "import { shell } from '../plantedShell'\nshell()", advice: /without a window/ },
  { fence: 'keytar-only-in-credentials', file: 'src-main/settings/plantedKey.ts', code: "await import('keytar')", advice: /credentials\.ts/ },
  { fence: 'fluent-ffmpeg-only-in-its-adapter', file: 'src-main/media/plantedFluent.ts', code: "import ffmpeg from 'fluent-ffmpeg'\nffmpeg()", advice: /gate/ },
  { fence: 'programs-started-only-by-media-and-shell', file: 'src-main/library/plantedSpawn.ts', code: "import { spawn } from 'node:child_process'\nspawn('x')", advice: /src-main\/media/ },
  { fence: 'shared-stands-alone', file: 'src-shared/plantedNode.ts', code: "import 'node:fs'", advice: /runs anywhere/ },
  { fence: 'shared-stands-alone', file: 'src-shared/plantedMain.ts', code: "import '../src-main/queue/plantedFine'", advice: /runs anywhere/ },
  { fence: 'shared-stands-alone', file: 'src-shared/plantedPackage.ts', code: "import 'graphql'", advice: /runs anywhere/ },
  { fence: 'renderer-not-main', file: 'src-renderer/queue/plantedMain.ts', code: "import '../../src-main/queue/plantedFine'", advice: /request\(\)/ },
  { fence: 'main-not-renderer', file: 'src-main/queue/plantedRenderer.ts', code: "import '../../src-renderer/queue/plantedFine'", advice: /events/ },
  { fence: 'preload-stays-small', file: 'src-preload/plantedZod.ts', code: "import 'zod'", advice: /preload/ },
  { fence: 'no-node-in-the-page', file: 'src-renderer/queue/plantedNode.ts', code: "import 'node:path'", advice: /no Node/ },
  { fence: 'sandbox-only-for-tests', file: 'src-main/api/plantedSandbox.ts', code: "import '../../src-sandbox/plantedFine'", advice: /URL alone/ },
  { fence: 'siblings-of-main-by-their-index', file: 'src-main/library/plantedSibling.ts', code: "import '../queue/plantedFine'", advice: /index\.ts/ },
  { fence: 'siblings-of-renderer-by-their-index', file: 'src-renderer/library/plantedSibling.ts', code: "import '../queue/plantedFine'", advice: /index\.ts/ },
  { fence: 'ui-knows-no-domain', file: 'src-renderer/ui/plantedDomain.ts', code: "import '../queue/plantedFine'", advice: /domain/ },
  { fence: 'runtime-packages-are-dependencies', file: 'src-main/queue/plantedDev.ts', code: "import 'fast-check'", advice: /dependencies/ },
]
const plantedLint: { file: string; code: string; report: RegExp }[] = [
  { file: 'src-main/plantedIpc.ts', code: "import { ipcMain } from 'electron'\nipcMain.removeAllListeners()\n", report: /Only src-main\/ipc\.ts touches ipcMain/ },
  { file: 'src-main/plantedIpcAll.ts', code: "import * as electron from 'electron'\nelectron.ipcMain.removeAllListeners()\n", report: /Only src-main\/ipc\.ts touches ipcMain/ },
  { file: 'src-renderer/queue/plantedBridge.ts', code: 'export const b = window.bridge\n', report: /only file that touches the bridge/ },
  { file: 'src-renderer/queue/plantedBridgePart.ts', code: 'export const { bridge } = window\n', report: /only file that touches the bridge/ },
  { file: 'src-main/queue/plantedDefault.ts', code: 'export default 1\n', report: /no-default-export/ },
  { file: 'src-main/queue/plantedAny.ts', code: 'export const x = (y: any): void => void y\n', report: /no-explicit-any/ },
  { file: 'src-main/queue/plantedLong.ts', code: 'void 0\n'.repeat(401), report: /max-lines/ },
]
const fine: Record<string, string> = {
  'src-main/queue/plantedB.ts': "import './plantedA'\nexport const b = 1",
  'src-renderer/ui/PlantedB.tsx': "import type { A } from './PlantedA'\nexport type B = A | 1",
  'src-main/plantedShell.ts': "import { app } from 'electron'\nexport const shell = () => app.quit()",
  'src-main/queue/plantedFine.ts': "import { z } from 'zod'\nexport const fine = z.string()",
  'src-main/planted/index.ts': 'export const offered = 1',
  'src-main/library/plantedGoodSibling.ts': "import { offered } from '../planted'\nexport const x = offered",
  'src-main/media/plantedSpawn.ts': "import { spawn } from 'node:child_process'\nspawn('x')",
  'src-renderer/queue/plantedFine.ts': "import '../ui/plantedFine'\nexport const fine = 1",
  'src-renderer/ui/plantedFine.ts': 'export const fine = 1',
  'src-sandbox/plantedFine.ts': "import { z } from 'zod'\nexport const fine = z.string()",
  'test/unit/plantedTest.ts': "import '../../src-sandbox/plantedFine'",
}

let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'doitong-fences-'))
  for (const folder of ['src-shared', 'src-main', 'src-preload', 'src-renderer', 'src-sandbox']) {
    if (existsSync(folder)) cpSync(folder, join(copy, folder), { recursive: true })
  }
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs', '.oxlintrc.json', '.gitignore']) cpSync(file, join(copy, file))
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
  const files = { ...fine, ...Object.fromEntries([...planted, ...plantedLint].map(({ file, code }) => [file, code])) }
  for (const [file, code] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    writeFileSync(join(copy, file), code)
  }
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('imports', () => {
  let result: ReturnType<typeof crossings>
  beforeAll(() => {
    result = crossings(copy)
  })

  test('the checker sees modules of every folder', () => {
    expect(result.unseen).toEqual([])
    expect(result.moduleCount).toBeGreaterThan(planted.length)
  })

  test.each(planted)('$fence bites in $file', ({ fence, file, advice }) => {
    const hits = result.found.filter((found) => found.from === file)
    expect(hits.map(({ rule }) => rule)).toContain(fence)
    expect(hits.find(({ rule }) => rule === fence)?.advice).toMatch(advice)
  })

  test('every fence has a planted violation', () => {
    expect([...new Set(planted.map(({ fence }) => fence))].sort()).toEqual([...result.fences].sort())
  })

  test('what is allowed is not reported', () => {
    const accomplices = ['src-main/queue/plantedB.ts', 'src-renderer/ui/PlantedB.tsx'] // the other halves of the cycles
    const innocent = Object.keys(fine).filter((file) => !accomplices.includes(file))
    expect(result.found.filter(({ from }) => innocent.includes(from))).toEqual([])
  })
})

describe('names', () => {
  let diagnostics: { filename: string; code: string; help?: string }[]
  beforeAll(() => {
    const bin = resolve('node_modules/oxlint/bin/oxlint')
    const { stdout } = spawnSync(process.execPath, [bin, '--format', 'json'], { cwd: copy, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    diagnostics = JSON.parse(stdout).diagnostics
  })

  test.each(plantedLint)('reported in $file', ({ file, report }) => {
    const here = diagnostics.filter(({ filename }) => filename.endsWith(file))
    expect(here.map(({ code, help }) => `${code} ${help ?? ''}`).join('\n')).toMatch(report)
  })
})

test('an unused export and an unused file are reported', () => {
  const knip = join(copy, 'knip')
  mkdirSync(join(knip, 'src-main'), { recursive: true })
  const configuration = ['package.json', 'tsconfig.json', 'knip.json', 'electron.vite.config.ts', 'scripts/strict-csp.ts']
  for (const file of configuration) cpSync(file, join(knip, file))
  symlinkSync(resolve('node_modules'), join(knip, 'node_modules'))
  writeFileSync(join(knip, 'src-main', 'index.ts'), "import { used } from './offers'\nused()\n")
  writeFileSync(join(knip, 'src-main', 'offers.ts'), 'export const used = () => {}\nexport const unusedOffer = 1\n')
  writeFileSync(join(knip, 'src-main', 'forgotten.ts'), 'export {}\n')
  const bin = resolve('node_modules/knip/bin/knip.js')
  const { stdout, status } = spawnSync(process.execPath, [bin, '--no-progress', '--include', 'files,exports'], { cwd: knip, encoding: 'utf8' })
  expect(status).not.toBe(0)
  expect(stdout).toContain('unusedOffer')
  expect(stdout).toContain('src-main/forgotten.ts')
})
