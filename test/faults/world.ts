import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'vitest'
import { composeDesk, type Desk, type DeskOptions } from '../unit/main/queue/compose'
import { request, requests } from '../unit/main/queue/requests'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src-sandbox/server'
import type { SeenRequest } from '../../src-sandbox/requestLog'
import type { Charge } from '../../src-sandbox/journal'
import type { Account } from '../../src-main/settings'
import type { Job, JobId } from '../../src-shared/job'
import { fastClock, type FastClock } from './clock'
import { openGateway, type Gateway } from './gateway'

/** One app, the sandbox it talks to and what stands between them, for one test; several run at the same time. */
export interface World {
  sandbox: Sandbox
  gateway: Gateway
  desk: Desk
  clock: FastClock
  enqueue(count?: number, change?: Parameters<typeof request>[0]): Promise<JobId[]>
  /** Until all of them ended or are held. */
  ended(ids: readonly JobId[]): Promise<Job[]>
  /** Requests with a key, as the sandbox saw them. */
  paid(): SeenRequest[]
  /** Charges, without refunds. */
  charges(): Charge[]
  /** Requests of any kind that the gateway saw. */
  requests(): number
  /** The keys the app has on disk. */
  keys(): string[]
  /** Lets so much of the app's time pass. */
  pass(seconds: number): Promise<void>
  /** Ends the app and opens it again on its files, by default started. */
  restart(change?: Partial<Omit<DeskOptions, 'folder' | 'sandbox'>> & { account?: Account; isStopped?: boolean }): Promise<void>
}

export interface WorldOptions extends Partial<Omit<DeskOptions, 'folder' | 'sandbox' | 'clock'>> {
  /** How much faster than real the app's time passes. */
  speed?: number
  settings?: SandboxOptions['settings']
  /** Straight to the sandbox, so that requests count as it sees them and results are fetched from it. */
  isDirect?: boolean
  isStopped?: boolean
  /** Whether the dialect is learned before the test begins. */
  isNew?: boolean
}

/** Chance, that is none: short waits, and no round numbers. */
const random = () => 0.1234567

export async function openWorld(context: Pick<TestContext, 'onTestFinished'>, options: WorldOptions = {}): Promise<World> {
  const { speed = 20, settings, isDirect = false, isStopped = false, isNew = false, ...deskOptions } = options
  const folder = mkdtempSync(join(tmpdir(), 'doitong-faults-'))
  const sandbox = await startSandbox({ settings: { timeScale: 0, plan: 'enterprise', media: 'quick', ...settings } })
  const gateway = await openGateway(sandbox)
  const clock = fastClock(speed)
  const compose = (change: Partial<DeskOptions> = {}) =>
    composeDesk({ random, clock, ...deskOptions, ...change, folder, sandbox: { url: isDirect ? sandbox.url : gateway.url, key: sandbox.key } })
  const world: World = {
    sandbox, gateway, clock,
    desk: compose(),
    enqueue: (count = 1, change = {}) =>
      world.desk.queue.enqueue({ batchName: '', jobs: count === 1 ? [request(change)] : requests(count, change), first: false }),
    ended: (ids) => world.desk.untilEnded(ids),
    paid: () => sandbox.control.requests().filter((seen) => seen.key !== null),
    charges: () => sandbox.control.ledger().filter((charge) => charge.credits > 0),
    requests: () => gateway.seen.length,
    keys: () => world.desk.database.all<{ key: string }>('SELECT key FROM attempts ORDER BY created_at, number').map((row) => row.key),
    pass: (seconds) => new Promise((resolve) => setTimeout(resolve, (seconds * 1_000) / world.clock.speed)),
    async restart({ account, isStopped: staysStopped = false, ...change } = {}) {
      await world.desk.close()
      world.desk = compose(change)
      if (account) world.desk.use(account)
      if (!staysStopped) await world.desk.queue.start()
    },
  }
  context.onTestFinished(async () => {
    await world.desk.close()
    await gateway.close()
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  })
  if (!isNew) await world.desk.api.prepare(world.desk.account(), request())
  if (!isStopped) await world.desk.queue.start()
  sandbox.control.clearRequests()
  gateway.seen.length = 0
  return world
}
