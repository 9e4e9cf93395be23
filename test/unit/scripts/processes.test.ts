import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isAlive } from '../../../scripts/processes.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doitong-processes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A program that runs `command` through run(), as scripts do. */
function runner(command: string): string[] {
  const program = `
    import { run } from ${JSON.stringify(pathToFileURL('scripts/processes.mjs').href)}
    process.exitCode = await run(process.execPath, ['-e', ${JSON.stringify(command)}])`
  return ['--input-type=module', '-e', program]
}

const waitsForSigterm = (file: string) => `
  require('fs').writeFileSync(${JSON.stringify(file)}, String(process.pid))
  process.on('SIGTERM', () => process.exit(7))
  setInterval(() => {}, 1000)`

async function pidIn(file: string): Promise<number> {
  await vi.waitUntil(() => existsSync(file) && readFileSync(file, 'utf8') !== '', { timeout: 60_000 })
  return Number(readFileSync(file, 'utf8'))
}

test('the exit code is passed on', async () => {
  expect(await once(spawn(process.execPath, runner('process.exit(3)')), 'close')).toEqual([3, null])
})

test.skipIf(process.platform === 'win32')('SIGTERM goes on to the program, and its exit code comes back', async () => {
  const file = join(folder, 'pid')
  const child = spawn(process.execPath, runner(waitsForSigterm(file)))
  const pid = await pidIn(file)
  child.kill('SIGTERM')
  expect(await once(child, 'close')).toEqual([7, null])
  expect(isAlive(pid)).toBe(false)
})

test.skipIf(process.platform === 'win32')('under npm the program ends when npm was ended before it', async () => {
  const file = join(folder, 'pid')
  const outer = `require('child_process').spawn(process.execPath, ${JSON.stringify(runner(waitsForSigterm(file)))}, { stdio: 'ignore' })`
  const npm = spawn(process.execPath, ['-e', outer], { env: { ...process.env, npm_lifecycle_event: 'start' } })
  const pid = await pidIn(file)
  npm.kill('SIGKILL')
  await vi.waitUntil(() => !isRunning(pid), { timeout: 60_000 })
})

/** A zombie that no one has fetched yet still has its number. */
function isRunning(pid: number): boolean {
  if (!isAlive(pid)) return false
  return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}
