import { RateWindow, rateHeaders, type RateState } from '../../../src-sandbox/limits'
import { defaultSettings, type PlanLimits, type SandboxSettings } from '../../../src-sandbox/settings'
import { randomOf } from '../random'
import { logNormal } from './workload'
import { sleep } from './virtualTime'

export type Manner = SandboxSettings['rateLimit']['window']
export const manners: readonly Manner[] = ['sliding', 'fixed', 'bucket']

export interface ServerGeneration {
  id: string
  acceptedAt: number
  endsAt: number
  estimatedSeconds: number
}

export type Taken = { allowed: true; headers: Record<string, string> } | { allowed: false; headers: Record<string, string> }

/** A server of the contract in virtual time: the sandbox's own counting of requests, and generations that take the workload's time. */
export class VirtualServer {
  requests = 0
  /** Refused because the minute's requests were used up. */
  refused = 0
  /** Refused because too many ran at the same time. */
  refusedAtOnce = 0
  private readonly window = new RateWindow()
  private readonly settings: SandboxSettings
  private readonly generations = new Map<string, ServerGeneration>()
  private readonly random: () => number

  constructor(
    private readonly manner: Manner,
    private readonly limits: PlanLimits,
    private readonly seconds: readonly number[],
    seed: number,
  ) {
    this.random = randomOf(seed)
    const settings = defaultSettings()
    // A fixed window's end is a moment, the others' a wait: both forms of the header occur.
    this.settings = { ...settings, rateLimit: { ...settings.rateLimit, window: manner, reset: manner === 'fixed' ? 'epoch-seconds' : 'delta-seconds' } }
  }

  /** One way between client and server. */
  travel(): Promise<void> {
    return sleep(30 + this.random() * 90)
  }

  /** Counts a request that has arrived. */
  take(): Taken {
    const now = Date.now()
    this.requests++
    const state: RateState = this.window.take(this.manner, this.limits.requestsPerMinute, now, 1)
    if (!state.allowed) this.refused++
    return { allowed: state.allowed, headers: { date: new Date(now).toUTCString(), ...rateHeaders(state, this.settings, now) } }
  }

  /** Starts the workload's job of this number; null: too many run. */
  start(index: number): ServerGeneration | null {
    const now = Date.now()
    const running = [...this.generations.values()].filter((generation) => generation.endsAt > now).length
    if (running >= this.limits.concurrent) {
      this.refusedAtOnce++
      return null
    }
    const mean = this.seconds.reduce((sum, one) => sum + one, 0) / this.seconds.length
    const generation: ServerGeneration = {
      id: `gen_${index}`,
      acceptedAt: now,
      endsAt: now + (this.seconds[index] ?? 0) * 1_000,
      // It knows what the model usually takes, and that roughly.
      estimatedSeconds: Math.max(1, Math.round(logNormal(this.random, mean, 0.3))),
    }
    this.generations.set(generation.id, generation)
    return generation
  }

  find(id: string): ServerGeneration | null {
    return this.generations.get(id) ?? null
  }
}
