import { defaultSettings, planLimits, type PlanLimits } from '../../../src-sandbox/settings'
import type { Plan } from '../../../src-shared/settings'
import { randomOf } from '../random'

/** Log-normal with this mean; a `spread` of 0.5 lets one in forty take 2.3 times the mean and more. */
export function logNormal(random: () => number, mean: number, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return mean * Math.exp(spread * normal - spread ** 2 / 2)
}

export function durationsSeconds(jobs: number, meanSeconds: number, seed: number): number[] {
  const random = randomOf(seed)
  return Array.from({ length: jobs }, () => logNormal(random, meanSeconds, 0.5))
}

/** The plan's table, without its limit of a day. */
export function limitsOf(plan: Plan): PlanLimits {
  return { ...planLimits({ ...defaultSettings(), plan }), perDay: null }
}

/**
 * No client can be faster: the work fills the places, every job takes one request to submit and a poll sees at most as many ends as there are
 * places, and the longest job takes as long as it takes.
 */
export function lowerBoundSeconds(seconds: readonly number[], { requestsPerMinute, concurrent }: PlanLimits): number {
  const work = seconds.reduce((sum, one) => sum + one, 0) / concurrent
  const requests = (seconds.length + seconds.length / concurrent) / (requestsPerMinute / 60)
  return Math.max(work, requests, ...seconds)
}
