import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from '../../../scripts/lock.mjs'

let folder: string
let lock: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doitong-lock-'))
  lock = join(folder, 'deep', 'x.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the lock is gone after the work, also when that fails', async () => {
  await expect(withLock(lock, () => 7)).resolves.toBe(7)
  await expect(withLock(lock, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(existsSync(lock)).toBe(false)
})

test('the lock of a process that is gone is taken over', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'close')
  await withLock(lock, () => undefined)
  writeFileSync(lock, String(child.pid))
  await expect(withLock(lock, () => 'mine')).resolves.toBe('mine')
})

test('several processes are never inside at once', async () => {
  const trace = join(folder, 'trace')
  const program = `
    import { appendFileSync } from 'node:fs'
    import { setTimeout } from 'node:timers/promises'
    import { withLock } from ${JSON.stringify(pathToFileURL('scripts/lock.mjs').href)}
    await withLock(${JSON.stringify(lock)}, async () => {
      appendFileSync(${JSON.stringify(trace)}, 'in ')
      await setTimeout(50)
      appendFileSync(${JSON.stringify(trace)}, 'out ')
    })`
  await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' })
      expect(await once(child, 'close')).toEqual([0, null])
    }),
  )
  expect(readFileSync(trace, 'utf8')).toBe('in out '.repeat(4))
})
