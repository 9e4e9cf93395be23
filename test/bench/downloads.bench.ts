import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { downloadsAtOnce } from '../../src-main/queue/scheduler'
import { sizesBytes } from './downloads/files'
import { kill, lost, type Lost } from './downloads/kill'
import type { Transfer } from './downloads/server.program'
import type { Taken, Task } from './downloads/task'
import { atMost, report, table } from './report'

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '200' },
    largest: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '5' },
    kills: { type: 'string', default: '5' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const mebibyte = 1024 * 1024
const seed = 1
/** The plain stream, the same with a sync of each file, and the app. */
const arms = ['raw', 'synced', 'app'] as const
type Arm = (typeof arms)[number]

const program = (name: string, env: NodeJS.ProcessEnv = {}) =>
  fork(fileURLToPath(new URL(`./${name}.program.mjs`, import.meta.url)), { env: { ...process.env, ...env } })
const begin = (arm: Arm) => (arm === 'synced' ? program('raw', { BENCH_SYNC: '1' }) : program(arm))

/** @throws when it ended without an answer */
async function perform(child: ChildProcess, task: Task): Promise<Taken> {
  let taken: Taken | null = null
  child.once('message', (answer: Taken) => (taken = answer))
  const exit = once(child, 'exit')
  child.send(task)
  await exit
  if (child.exitCode !== 0 || taken === null) throw new Error(`A client ended with ${child.exitCode}, and without an answer`)
  return taken
}

async function transfersOf(server: ChildProcess): Promise<Transfer[]> {
  const answer = once(server, 'message') as Promise<[Transfer[]]>
  server.send('transfers')
  return (await answer)[0]
}

const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN
const root = mkdtempSync(join(values.folder, 'doitong-bench-'))
const newFolder = () => mkdtempSync(join(root, 'round-'))
const server = program('server')
try {
  const [port] = (await once(server, 'message')) as [number]
  const sizes = sizesBytes(Number(values.files), 1, Number(values.largest), seed)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const load = loadavg()[0] ?? 0

  const rounds: Record<Arm, Taken>[] = []
  const measure = async (arm: Arm) => {
    const folder = newFolder()
    const taken = await perform(begin(arm), { port, folder, sizesBytes: sizes, concurrency: downloadsAtOnce })
    rmSync(folder, { recursive: true })
    return taken
  }
  // In turns, each round beginning with another, so that what else the machine does falls on all.
  for (let round = 0; round < Number(values.rounds); round++) {
    const taken: Partial<Record<Arm, Taken>> = {}
    for (const turn of arms.keys()) {
      const arm = arms[(round + turn) % arms.length] as Arm
      taken[arm] = await measure(arm)
    }
    rounds.push(taken as Record<Arm, Taken>)
  }

  const again: Lost[] = []
  for (let count = 0; count < Number(values.kills); count++) {
    const largest = Number(values.largest)
    const task: Task = { port, folder: newFolder(), sizesBytes: sizesBytes(downloadsAtOnce, largest / 2, largest, seed + count), concurrency: downloadsAtOnce }
    const enough = (task.sizesBytes.reduce((sum, size) => sum + size, 0) * (count + 1)) / (Number(values.kills) + 1)
    const before = (await transfersOf(server)).length
    const received = join(root, 'received')
    const child = program('app', { BENCH_RECEIVED: received })
    child.send(task)
    const begun = async () => (await transfersOf(server)).slice(before)
    while ((await begun()).reduce((sum, transfer) => sum + transfer.sentBytes, 0) < enough);
    const cuts = await kill(child, task.sizesBytes.length, received, port, begun)
    const first = (await begun()).length
    await perform(program('app', { BENCH_VERIFY: '1' }), task)
    const second = (await begun()).slice(first)
    for (const [file, cut] of cuts.entries()) {
      // Nothing is fetched again of a file that was whole.
      const resumedAt = Math.min(cut.sent, ...second.filter((transfer) => transfer.file === file).map((transfer) => transfer.start))
      again.push(lost(cut, resumedAt))
    }
    rmSync(task.folder, { recursive: true })
  }

  console.log(`${sizes.length} files, ${(total / 1e9).toFixed(2)} GB, ${downloadsAtOnce} at a time, in ${values.folder}; load ${load.toFixed(1)} before`)
  table(
    ['round', 'raw s', 'raw, synced s', 'app s', 'app / raw', 'app / synced', 'raw CPU s', 'app CPU s', 'app loop delay p99 ms', 'longest ms', "raw's longest ms"],
    rounds.map(({ raw, synced, app }, round) => [
      String(round + 1),
      ...[raw.seconds, synced.seconds, app.seconds].map((seconds) => seconds.toFixed(2)),
      (app.seconds / raw.seconds).toFixed(3),
      (app.seconds / synced.seconds).toFixed(3),
      raw.processorSeconds.toFixed(2),
      app.processorSeconds.toFixed(2),
      ...[app.usualDelay, app.longestDelay, raw.longestDelay].map((milliseconds) => milliseconds.toFixed(0)),
    ]),
  )
  const most = (list: number[]) => Math.max(...list) / mebibyte
  const taken = again.map((one) => one.taken)
  const sent = again.map((one) => one.sent)
  const arrived = again.flatMap((one) => (one.arrived === null ? [] : [one.arrived]))
  const judged = arrived.length > 0 ? arrived : sent
  const line = (name: string, list: number[]) => console.log(`  ${name}: ${list.map((bytes) => (bytes / mebibyte).toFixed(2)).join(' ')} MiB`)
  console.log(`${again.length} files cut by ${values.kills} kills; fetched again of what`)
  line('the app had taken from the connection', taken)
  if (arrived.length > 0) line('had come to this machine', arrived)
  line("the sender's machine had taken, sent or not", sent)
  report('downloads', [
    atMost('time over a raw stream to disk, median', median(rounds.map(({ raw, app }) => app.seconds / raw.seconds)), 1.15),
    atMost('MiB of a file fetched again after a kill, most', most(judged), 4),
  ])
} finally {
  server.disconnect()
  rmSync(root, { recursive: true, force: true })
}
