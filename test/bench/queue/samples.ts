import type { PlanLimits } from '../../../src-sandbox/settings'
import type { ServerGeneration, Taken, VirtualServer } from './server'
import { sleep } from './virtualTime'

/** How a client without a budget polls one of its jobs. */
export interface Habit {
  name: string
  /** Seconds from one poll to the next, by the seconds since the job was accepted. */
  intervalSeconds(ageSeconds: number): number
  /** After so many seconds it gives a job up, paid for or not. */
  givesUpSeconds: number
  /** Whether it waits for the reset of the headers when it is refused, or goes on at its own pace. */
  waitsForReset: boolean
}

export const habits: readonly Habit[] = [
  { name: 'JavaScript sample', intervalSeconds: () => 2, givesUpSeconds: Infinity, waitsForReset: true },
  { name: 'Python sample', intervalSeconds: (age) => (age < 30 ? 2 : 5), givesUpSeconds: 300, waitsForReset: true },
  { name: 'fixed 0.5 s', intervalSeconds: () => 0.5, givesUpSeconds: Infinity, waitsForReset: false },
]

/**
 * As many workers as the plan has places, each with one job at a time: submit, ask until it is done, take the next. What the samples do with a
 * refusal (they throw) would lose nearly every job, so they are given a wrapper that makes the refused request again.
 *
 * @returns how many jobs were given up although they were paid for
 */
export async function runHabit(server: VirtualServer, habit: Habit, { concurrent }: PlanLimits, jobs: number): Promise<number> {
  let next = 0
  let lost = 0
  const worker = async () => {
    while (next < jobs) {
      const index = next++
      const generation = await start(server, habit, index)
      if (!(await isFollowed(server, habit, generation))) lost++
    }
  }
  await Promise.all(Array.from({ length: concurrent }, worker))
  return lost
}

async function start(server: VirtualServer, habit: Habit, index: number): Promise<ServerGeneration> {
  for (;;) {
    const { taken, value } = await ask(server, () => server.start(index))
    if (value !== null) return value
    await sleep(refusedWait(habit, taken, 0))
  }
}

/** Resolves to whether the client saw the job end. */
async function isFollowed(server: VirtualServer, habit: Habit, generation: ServerGeneration): Promise<boolean> {
  const startedAt = Date.now()
  const ageSeconds = () => (Date.now() - startedAt) / 1_000
  while (ageSeconds() < habit.givesUpSeconds) {
    const { taken, value } = await ask(server, () => generation.endsAt <= Date.now())
    if (value === true) return true
    await sleep(taken.allowed ? habit.intervalSeconds(ageSeconds()) * 1_000 : refusedWait(habit, taken, ageSeconds()))
  }
  return false
}

async function ask<T>(server: VirtualServer, work: () => T): Promise<{ taken: Taken; value: T | null }> {
  await server.travel()
  const taken = server.take()
  const value = taken.allowed ? work() : null
  await server.travel()
  return { taken, value }
}

function refusedWait(habit: Habit, { allowed, headers }: Taken, ageSeconds: number): number {
  const own = habit.intervalSeconds(ageSeconds) * 1_000
  if (allowed || !habit.waitsForReset) return own
  return Number(headers['Retry-After']) * 1_000
}
