import { parseArgs } from 'node:util'
import type { Plan } from '../../src-shared/settings'
import { atLeast, atMost, report, table, type Bar } from './report'
import { runApp } from './queue/app'
import { habits, runHabit } from './queue/samples'
import { manners, VirtualServer, type Manner } from './queue/server'
import { inVirtualTime } from './queue/virtualTime'
import { durationsSeconds, limitsOf, lowerBoundSeconds } from './queue/workload'

const plans = ['free', 'starter', 'pro'] as const satisfies readonly Plan[]
const means = [75, 8] as const
const overBound: Record<(typeof means)[number], Record<(typeof plans)[number], number>> = {
  75: { free: 1.1, starter: 1.05, pro: 1.05 },
  8: { free: 1.35, starter: 1.35, pro: 1.35 },
}

interface Run {
  client: string
  meanSeconds: number
  plan: (typeof plans)[number]
  manner: Manner
  makespanSeconds: number
  ratio: number
  server: VirtualServer
  lost: number
}

const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' }, only: { type: 'string', default: '' } },
})
const jobs = Number(values.jobs)
const seed = Number(values.seed)
const app = 'Doitong Studio'

// The first import of what the client loads late must not happen in virtual time.
await import('graphql-request')
const runs: Run[] = []
for (const meanSeconds of means) {
  const seconds = durationsSeconds(jobs, meanSeconds, seed)
  for (const plan of plans) {
    const limits = limitsOf(plan)
    for (const manner of manners) {
      const measure = async (client: string, work: (server: VirtualServer) => Promise<number>) => {
        if (!`${meanSeconds} ${plan} ${manner} ${client}`.includes(values.only)) return
        const server = new VirtualServer(manner, limits, seconds, seed + 1)
        const { lost, makespanSeconds } = await inVirtualTime(async () => {
          const startedAt = Date.now()
          const lost = await work(server)
          return { lost, makespanSeconds: (Date.now() - startedAt) / 1_000 }
        })
        runs.push({ client, meanSeconds, plan, manner, makespanSeconds, ratio: makespanSeconds / lowerBoundSeconds(seconds, limits), server, lost })
      }
      await measure(app, (server) => runApp(server, plan, jobs, seed).then(() => 0))
      for (const habit of habits) await measure(habit.name, (server) => runHabit(server, habit, limits, jobs))
    }
  }
}

console.log(`${jobs} jobs, log-normal durations, seed ${seed}; the makespan is over the lower bound, the day's limit is lifted`)
table(
  ['mean', 'plan', 'server counts', 'client', 'makespan s', 'over bound', 'requests', '429', 'too many at once', 'lost'],
  runs.map(({ client, meanSeconds, plan, manner, makespanSeconds, ratio, server, lost }) => [
    `${meanSeconds} s`, plan, manner, client, makespanSeconds.toFixed(0), ratio.toFixed(3), server.requests, server.refused, server.refusedAtOnce, lost,
  ]),
)

const own = runs.filter((run) => run.client === app)
const bars: Bar[] = []
for (const meanSeconds of means) {
  for (const plan of plans) {
    const ratios = own.filter((run) => run.meanSeconds === meanSeconds && run.plan === plan).map((run) => run.ratio)
    if (ratios.length > 0) bars.push(atMost(`makespan over bound, mean ${meanSeconds} s, ${plan}, worst server`, Math.max(...ratios), overBound[meanSeconds][plan]))
  }
}
const speedups = own.filter((run) => run.meanSeconds === 8 && run.plan === 'pro').map((run) => {
  const others = runs.filter((other) => other.client !== app && other.meanSeconds === 8 && other.plan === 'pro' && other.manner === run.manner)
  return Math.min(...others.map((other) => other.makespanSeconds)) / run.makespanSeconds
})
if (speedups.length > 0) bars.push(atLeast('times as fast as the best other, mean 8 s, pro, worst server', Math.min(...speedups), 2))
bars.push(atMost('requests refused', own.reduce((sum, run) => sum + run.server.refused + run.server.refusedAtOnce, 0), 0))
report('queue', bars)
