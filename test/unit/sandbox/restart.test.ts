import { fork, type ChildProcess } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { build } from 'vite'
import type { Sandbox } from '../../../src-sandbox/server'
import { closed, ended, generate, idOf, sandbox } from './client'

let state = ''
beforeEach(() => (state = mkdtempSync(join(tmpdir(), 'sandbox-state-'))))
afterEach(() => rmSync(state, { recursive: true, force: true }))

const keys = { keys: ['kept'] }

test('charges, keys and generations outlive a restart', async () => {
  const before = await sandbox({ state, credits: 50, settings: keys })
  const finished = idOf(await generate(before, {}, 'first'))
  await ended(before, finished)
  before.control.set({ timeScale: 0.2 })
  const running = await generate(before, {}, 'second')
  await closed(before)

  const after = await sandbox({ state, credits: 999, settings: keys })
  expect(after.control.credits()).toBe(48)
  expect(after.control.ledger()).toHaveLength(2)
  const replayed = await generate(after, {}, 'second')
  expect(replayed.data).toEqual(running.data)
  expect(after.control.ledger()).toHaveLength(2)
  const done = await ended(after, finished)
  expect((await fetch(String(done['url']))).status).toBe(200)
  expect(await ended(after, idOf(running))).toMatchObject({ status: 'COMPLETED' })
})

test('a line torn by a kill is dropped, the rest is kept', async () => {
  const before = await sandbox({ state, settings: keys })
  await generate(before, {}, 'whole')
  await closed(before)
  appendFileSync(join(state, 'journal.jsonl'), '{"kind":"submitted","generation":{"id":"gen_t')
  const after = await sandbox({ state, settings: keys })
  await generate(after, {}, 'next')
  await closed(after)
  const again = await sandbox({ state, settings: keys })
  expect(again.control.ledger().map(charge => charge.key)).toEqual(['whole', 'next'])
})

test('a lock left by a process that is gone does not hold', async () => {
  writeFileSync(join(state, 'lock'), '2147483646')
  await closed(await sandbox({ state, settings: keys }))
  expect(readdirSync(state)).not.toContain('lock')
})

test('after SIGKILL in its own process it goes on with the same state and no second charge', async () => {
  const bundle = join(state, 'bundle')
  await build({ configFile: false, logLevel: 'silent', ssr: { noExternal: true, external: ['@ffmpeg-installer/ffmpeg', '@ffprobe-installer/ffprobe'] }, build: { ssr: 'src-sandbox/index.ts', outDir: bundle, target: 'node20', emptyOutDir: true } })
  const folder = join(state, 'state')
  const start = async (): Promise<{ child: ChildProcess; target: Sandbox }> => {
    const args = ['--state', folder, '--key', 'kept', '--plan', 'enterprise', '--time-scale', '0.3', '--settings', '{"media":"quick"}', '--resources', join(process.cwd(), 'resources/sandbox')]
    const child = fork(join(bundle, 'index.js'), args, { stdio: 'ignore', execArgv: [] })
    const message = await new Promise<{ url: string; key: string }>((resolve, reject) => {
      child.once('message', value => resolve(value as { url: string; key: string }))
      child.once('exit', code => reject(new Error(`It ended with ${code}`)))
    })
    return { child, target: message as Sandbox }
  }
  const stop = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
    const gone = new Promise<number | null>(resolve => child.once('exit', resolve))
    child.kill(signal)
    return gone
  }
  const first = await start()
  const answer = await generate(first.target, {}, 'killed')
  await stop(first.child, 'SIGKILL')
  const second = await start()
  try {
    expect((await generate(second.target, {}, 'killed')).data).toEqual(answer.data)
    expect(await ended(second.target, idOf(answer))).toMatchObject({ status: 'COMPLETED' })
  } finally {
    expect(await stop(second.child, 'SIGTERM')).toBe(0)
  }
})
