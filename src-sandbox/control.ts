import type { Account } from './account'
import type { ProviderDefinition } from './catalogue'
import { dialects, isDialectName } from './dialects'
import { apiFaults, fileFaults, type ActiveFault, type FaultRule, type FaultRules } from './faults'
import { statusAt, type Generation } from './generation'
import type { Generations } from './generations'
import type { Charge } from './journal'
import { provider as defineProvider } from './catalogue/define'
import type { Providers } from './providers'
import type { RequestLog, SeenRequest } from './requestLog'
import { applySettings, type SandboxSettings, type SettingsPatch } from './settings'
import type { Delivery, Webhooks } from './webhooks'

export interface ControlParts {
  settings: SandboxSettings
  account: Account
  generations: Generations
  providers: Providers
  faults: FaultRules
  log: RequestLog
  webhooks: Webhooks
  /** Builds the engine anew: needed after a change of dialect. */
  rebuild(): void
}

export interface SeenGeneration {
  id: string
  type: string
  provider: string
  status: string
  creditCost: number
  createdAtMs: number
  completedAtMs: number | null
  file: NonNullable<Generation['final']>['file']
  media: Generation['media']
}

/** A provider in short form, for adding one while the server runs. */
export type ProviderDraft = Pick<ProviderDefinition, 'id' | 'type' | 'name'> & Partial<ProviderDefinition> & { credits?: number; seconds?: number }

/** What tests and benchmarks may look at and change; the control endpoint is this, over HTTP. */
export class Control {
  constructor(private readonly parts: ControlParts) {}

  /** Every charge and refund, oldest first. */
  ledger(): readonly Charge[] {
    return this.parts.account.ledger
  }

  credits(): number {
    return this.parts.account.credits
  }

  setCredits(credits: number): void {
    this.parts.account.commit({ kind: 'credits', credits })
  }

  requests(): readonly SeenRequest[] {
    return this.parts.log.all()
  }

  clearRequests(): void {
    this.parts.log.clear()
  }

  generations(): SeenGeneration[] {
    return [...this.parts.account.generations.values()].map(generation => ({
      id: generation.id,
      type: generation.type,
      provider: generation.provider,
      status: statusAt(generation, Date.now()),
      creditCost: generation.creditCost,
      createdAtMs: generation.createdAtMs,
      completedAtMs: generation.final?.atMs ?? null,
      file: generation.final?.file ?? null,
      media: generation.media,
    }))
  }

  deliveries(): readonly Delivery[] {
    return this.parts.webhooks.deliveries
  }

  settings(): SandboxSettings {
    return structuredClone(this.parts.settings)
  }

  /** Changes settings; `dialect` may be a name. Throws RangeError for a name that is none. */
  set(patch: Omit<SettingsPatch, 'dialect'> & { dialect?: string | SettingsPatch['dialect'] }): void {
    const { dialect, ...rest } = patch
    if (typeof dialect === 'string') {
      if (!isDialectName(dialect)) throw new RangeError(`There is no dialect ${dialect}`)
      applySettings(this.parts.settings, { dialect: dialects[dialect] })
    } else if (dialect !== undefined) applySettings(this.parts.settings, { dialect })
    applySettings(this.parts.settings, rest)
    if (dialect !== undefined) this.parts.rebuild()
  }

  /** Puts a fault in force and returns its id. Throws RangeError for a kind that is none. */
  addFault(rule: FaultRule): string {
    const ofFiles = [rule.match?.operation ?? []].flat().includes('file')
    if (!Object.hasOwn(ofFiles ? fileFaults : apiFaults, rule.kind)) throw new RangeError(`There is no ${ofFiles ? 'download' : 'API'} fault ${rule.kind}`)
    return this.parts.faults.add(rule)
  }

  faults(): ActiveFault[] {
    return this.parts.faults.list()
  }

  removeFault(id: string): boolean {
    return this.parts.faults.remove(id)
  }

  clearFaults(): void {
    this.parts.faults.clear()
  }

  /** Adds a provider or replaces the one of the same id and type; what is left out is as plain as can be. */
  putProvider(draft: ProviderDraft): void {
    const { type, credits = 1, seconds = 5, ...rest } = draft
    const plain = defineProvider(type, { description: '', features: [], limitations: [], options: [], credits, seconds, ...pickDraft(rest) })
    this.parts.providers.put({ ...plain, ...rest, type })
  }

  removeProvider(id: string): void {
    this.parts.providers.remove(id)
  }

  setProviderAvailable(id: string, isAvailable: boolean): void {
    this.parts.providers.setAvailable(id, isAvailable)
  }

  /** Ends the waiting of one or of all running generations. */
  hurry(id: string | null = null): void {
    this.parts.generations.hurry(id)
  }

  /** Gives back credits of a generation after the fact. */
  refund(id: string, credits: number): void {
    this.parts.generations.refund(id, credits)
  }

  /** As if the server had lost a generation: polls answer null. */
  forget(id: string): boolean {
    return this.parts.account.generations.delete(id)
  }
}

function pickDraft(rest: Partial<ProviderDefinition> & { id: string; name: string }): { id: string; name: string } {
  return { id: rest.id, name: rest.name }
}
