import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const program = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform as 'win32'] ?? 'electron'

let dist: string
beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'doitong-runtime-'))
})
afterEach(() => rmSync(dist, { recursive: true, force: true }))

function ask(named: Record<string, string>) {
  const { ELECTRON_EXEC_PATH: _path, ELECTRON_OVERRIDE_DIST_PATH: _dist, ...rest } = process.env
  return spawnSync(process.execPath, ['scripts/electron-runtime.mjs'], { encoding: 'utf8', env: { ...rest, ...named } })
}

function unpack(version: string): string {
  const path = join(dist, program)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, '')
  writeFileSync(join(dist, 'version'), version)
  return path
}

test('a runtime that the environment names is taken, and one line says so', () => {
  const path = unpack('v45.4.1\n')
  const { stdout, stderr, status } = ask({ ELECTRON_OVERRIDE_DIST_PATH: dist })
  expect({ stdout: stdout.trim(), stderr: stderr.trim(), status }).toEqual({
    stdout: path,
    stderr: 'Electron 45.4.1 from ELECTRON_OVERRIDE_DIST_PATH',
    status: 0,
  })
})

test('the program itself can be named', () => {
  const path = unpack('40.0.0')
  expect(ask({ ELECTRON_EXEC_PATH: path }).stdout.trim()).toBe(path)
})

test.each(['ELECTRON_OVERRIDE_DIST_PATH', 'ELECTRON_EXEC_PATH'])('%s that leads nowhere ends in a sentence', (name) => {
  const { stderr, stdout, status } = ask({ [name]: join(dist, 'nowhere') })
  expect(status).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toContain(`${name} names no Electron`)
  expect(stderr).not.toContain('    at ')
})
