import { parseArgs } from 'node:util'
import type { NightReport } from '../../src-shared/night'
import type { Provider } from '../../src-shared/provider'
import { simulatedMachine, simulatedRequest, startApp, type SimulatedApp } from '../faults/simulated/app'
import { SimulatedServer, strikes } from '../faults/simulated/server'
import { openNightRules, type NightRules, type Watch } from './night/rules'
import { inVirtualTime, sleep } from './queue/virtualTime'
import { randomOf } from './random'
import { atLeast, atMost, report, table } from './report'

const { values } = parseArgs({ options: { jobs: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } } })
const jobs = Number(values.jobs)
const random = randomOf(Number(values.seed))
const hour = 3_600_000
const estimate = 2
/** Enough for two jobs in three. */
const firstCap = Math.round((jobs * estimate * 2) / 3)
const model: Provider = {
  id: 'simulated', type: 'IMAGE', name: 'Simulated', description: '', features: [], limitations: [], creditCost: estimate, estimatedSeconds: 120, options: [],
}

// The first import of what the client loads late must not happen in virtual time.
await import('graphql-request')
const server = new SimulatedServer('replay-success', 24 * 3_600, 120)
server.credits = 1_000_000
// A third costs what was stated, a third less, a third more.
const prices = new Map<string, number>()
server.priceOf = (job) => {
  const price = prices.get(job) ?? 1 + Math.floor(random() * 3)
  prices.set(job, price)
  return price
}
const seen = new Map<string, number>()
server.mangle = (told) => {
  if (random() < 0.05) {
    const kind = strikes[Math.floor(random() * strikes.length)] ?? 'reset'
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
    server.strike(kind)
  }
  if (random() < 0.01) machine.failedTransfers++
  return told
}
const machine = simulatedMachine(server, true)
machine.model = model

interface Outcome {
  sentBefore: number
  whenStopped: NightReport
  last: NightReport
  watch: Watch
  opensAt: number
  held: number
  hours: number
}

const outcome = await inVirtualTime(async (): Promise<Outcome> => {
  const watch: Watch = { ended: [], worstExcess: -Infinity }
  let rules: NightRules | null = null
  const use = () => rules as NightRules
  const open = async () => {
    const opened = await startApp(machine, (parts) => (rules = openNightRules(parts, watch)))
    use().night.start()
    return opened
  }
  let app: SimulatedApp = await open()
  use().night.setPlan({ schedule: { kind: 'hours', from: '23:00', to: '07:00' }, whenDone: 'nothing' })
  use().spending.setCap({ scope: 'night', key: '', credits: firstCap })
  await app.queue.enqueue({ batchName: 'Night', jobs: Array.from({ length: jobs }, (_, index) => simulatedRequest(`job ${index}`)), first: false })
  const { opensAt } = use().night.state().window
  await sleep(Math.max(0, (opensAt ?? 0) - Date.now() - 1_000))
  const sentBefore = server.sends.length
  await sleep(0.4 * hour)
  await app.crash()
  app = await open()
  const until = async (holds: () => boolean) => {
    for (let waited = 0; !holds(); waited++) {
      if (waited > 24 * 60) throw new Error(`The night does not end: ${JSON.stringify(use().night.state())}`)
      await sleep(60_000)
      // As somebody who looks: a provider that is down, or an endpoint, is tried again at once.
      if (waited % 30 === 29) app.queue.resume()
    }
  }
  await until(() => watch.ended.length > 0)
  const whenStopped = watch.ended[0] as NightReport
  use().spending.setCap({ scope: 'night', key: '', credits: jobs * 10 })
  await until(() => watch.ended.length > 1)
  // In the morning the user asks about what is held, which costs nothing.
  const heldIds = async () => (await app.jobs()).filter((job) => job.status === 'held').map((job) => job.id)
  const held = (await heldIds()).length
  for (let round = 0; round < 10 && (await heldIds()).length > 0; round++) {
    await app.queue.askAgain(await heldIds())
    await sleep(0.25 * hour)
  }
  await until(() => use().night.state().latest?.endedAt !== null)
  const [last] = use().night.reports()
  const hours = (Date.now() - (opensAt ?? 0)) / hour
  await app.close()
  return { sentBefore, whenStopped, last: last as NightReport, watch, opensAt: opensAt ?? 0, held, hours }
})
machine.remove()

for (const id of server.generations.keys()) server.statusOf(id)
const charges = server.charges.filter((charge) => !charge.refunded)
const ledger = charges.reduce((sum, { credits }) => sum + credits, 0)
const { last, whenStopped, watch } = outcome
const failed = last.failures.reduce((sum, { jobIds }) => sum + jobIds.length, 0)
console.log(`${jobs} jobs, seed ${values.seed}, from 23:00, cap of ${firstCap} then raised; ${server.requests} requests, faults: ${JSON.stringify(Object.fromEntries(seen))}`)
table(
  ['report', 'outcome', 'made', 'failed', 'held', 'waiting', 'spent', 'reserved', 'refused'],
  [whenStopped, last].map((one, index) => [
    index === 0 ? 'when the cap stopped it' : 'in the morning', one.outcome ?? '', one.made, one.failures.reduce((sum, { jobIds }) => sum + jobIds.length, 0),
    one.held.reduce((sum, { count }) => sum + count, 0), one.waiting, one.sums.spent, one.sums.reserved, one.refused,
  ]),
)
console.log(`ledger ${ledger} credits for ${charges.length} generations; ${outcome.held} held in the morning and asked about; ${outcome.hours.toFixed(1)} virtual hours after 23:00`)
const paidJobs = charges.map(({ job }) => job)
report('night', [
  atMost('requests that could cost before the window opened', outcome.sentBefore, 0),
  atMost('credits by which spent, reserved and sent together ever exceeded the cap', Math.max(0, watch.worstExcess), 0),
  atMost('jobs stuck in the end', jobs - last.made - failed - last.canceled, 0),
  atMost('jobs charged twice', paidJobs.length - new Set(paidJobs).size, 0),
  atMost('credits by which report and ledger differ', Math.abs(last.sums.spent - ledger), 0),
  atMost('credits still reserved in the report', last.sums.reserved, 0),
  atMost('results by which report and ledger differ', Math.abs(last.made - charges.length), 0),
  atLeast('reports written when the cap stopped it, and in the end', watch.ended.length, 2),
])
