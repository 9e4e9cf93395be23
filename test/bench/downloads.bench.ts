import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { downloadsAtOnce } from '../../src-main/queue/scheduler'
import { sizesBytes } from './downloads/files'
import type { Transfer } from './downloads/server.program'
import type { Task } from './downloads/task'
import { atMost, report, table } from './report'

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '200' },
    largest: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '3' },
    kills: { type: 'string', default: '5' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const mebibyte = 1024 * 1024
const seed = 1

const program = (name: string, env: NodeJS.ProcessEnv = {}) =>
  fork(fileURLToPath(new URL(`./${name}.program.mjs`, import.meta.url)), { env: { ...process.env, ...env } })

/** Resolves to the program's seconds. @throws when it ended without an answer */
async function perform(child: ChildProcess, task: Task): Promise<number> {
  let seconds: number | null = null
  child.once('message', (answer: number) => (seconds = answer))
  const exit = once(child, 'exit')
  child.send(task)
  await exit
  if (child.exitCode !== 0 || seconds === null) throw new Error(`A client ended with ${child.exitCode}, and without an answer`)
  return seconds
}

async function transfersOf(server: ChildProcess): Promise<Transfer[]> {
  const answer = once(server, 'message') as Promise<[Transfer[]]>
  server.send('transfers')
  return (await answer)[0]
}

const root = mkdtempSync(join(values.folder, 'doitong-bench-'))
const newFolder = () => mkdtempSync(join(root, 'round-'))
const server = program('server')
try {
  const [port] = (await once(server, 'message')) as [number]
  const sizes = sizesBytes(Number(values.files), 1, Number(values.largest), seed)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const load = loadavg()[0] ?? 0

  // In turns, so that what else the machine does falls on both.
  const seconds: { raw: number; app: number }[] = []
  const measure = async (name: 'raw' | 'app') => {
    const folder = newFolder()
    const taken = await perform(program(name), { port, folder, sizesBytes: sizes, concurrency: downloadsAtOnce })
    rmSync(folder, { recursive: true })
    return taken
  }
  for (let round = 0; round < Number(values.rounds); round++) {
    const first = round % 2 === 0 ? 'raw' : 'app'
    const one = await measure(first)
    const other = await measure(first === 'raw' ? 'app' : 'raw')
    seconds.push(first === 'raw' ? { raw: one, app: other } : { raw: other, app: one })
  }

  const again: number[] = []
  for (let kill = 0; kill < Number(values.kills); kill++) {
    const largest = Number(values.largest)
    const task: Task = { port, folder: newFolder(), sizesBytes: sizesBytes(downloadsAtOnce, largest / 2, largest, seed + kill), concurrency: downloadsAtOnce }
    const enough = (task.sizesBytes.reduce((sum, size) => sum + size, 0) * (kill + 1)) / (Number(values.kills) + 1)
    const before = (await transfersOf(server)).length
    const child = program('app')
    child.send(task)
    const sent = async () => (await transfersOf(server)).slice(before)
    while ((await sent()).reduce((sum, transfer) => sum + transfer.sentBytes, 0) < enough);
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
    const first = await sent()
    await perform(program('app', { BENCH_VERIFY: '1' }), task)
    const second = (await sent()).slice(first.length)
    for (const file of task.sizesBytes.keys()) {
      const reached = Math.max(0, ...first.filter((transfer) => transfer.file === file).map((transfer) => transfer.start + transfer.sentBytes))
      const resumed = Math.min(reached, ...second.filter((transfer) => transfer.file === file).map((transfer) => transfer.start))
      again.push(reached - resumed)
    }
    rmSync(task.folder, { recursive: true })
  }

  console.log(`${sizes.length} files, ${(total / 1e9).toFixed(2)} GB, ${downloadsAtOnce} at a time, in ${values.folder}; load ${load.toFixed(1)} before`)
  console.log('Both sync each file once it is whole; the app also every 32 MiB, and it writes down, judges and hashes what comes.')
  table(
    ['round', 'raw stream s', 'app s', 'ratio'],
    seconds.map(({ raw, app }, round) => [String(round + 1), raw.toFixed(2), app.toFixed(2), (app / raw).toFixed(3)]),
  )
  console.log(`${again.length} files cut by ${values.kills} kills; fetched again: ${again.map((bytes) => (bytes / mebibyte).toFixed(2)).join(' ')} MiB`)
  const ratios = seconds.map(({ raw, app }) => app / raw).sort((a, b) => a - b)
  report('downloads', [
    atMost('time over a raw stream to disk, median', ratios[Math.floor(ratios.length / 2)] ?? Number.NaN, 1.15),
    atMost('MiB of a file fetched again after a kill, most', Math.max(...again) / mebibyte, 4),
  ])
} finally {
  server.disconnect()
  rmSync(root, { recursive: true, force: true })
}
