import { randomBytes, randomInt } from 'node:crypto'
import { round, type Account } from './account'
import type { ProviderDefinition, ReferenceName } from './catalogue'
import { apiError, invalid } from './errors'
import type { FinalStatus, Generation } from './generation'
import type { Charge } from './journal'
import { submitRefusal } from './limits'
import type { MediaStore } from './media'
import { planMedia, type PlannedReferences } from './plan'
import { priceOf } from './pricing'
import type { Providers } from './providers'
import { quickened } from './quick'
import type { Reference, ReferenceStore } from './references'
import { planLimits, type SandboxSettings } from './settings'
import type { Submission, SubmissionOrigin } from './submission'
import { checkInputs, checkOptions, type Inputs } from './validation'

const dayMs = 24 * 3_600 * 1_000
const timerCapMs = 60_000

/** The life of generations: from a checked and charged submission to a file, a failure or a cancel. */
export class Generations {
  private readonly timers = new Map<string, NodeJS.Timeout>()
  private closed = false
  /** Set by the server: told of each generation that has ended. */
  onFinished: (generation: Generation) => void = () => undefined

  constructor(
    private readonly account: Account,
    private readonly providers: Providers,
    private readonly settings: SandboxSettings,
    private readonly media: MediaStore,
    private readonly references: ReferenceStore,
  ) {}

  /** Goes on with what a restart interrupted. */
  resume(): void {
    for (const generation of this.account.generations.values()) if (!generation.final) this.follow(generation)
  }

  get(id: string): Generation | undefined {
    return this.account.generations.get(id)
  }

  running(): Generation[] {
    return [...this.account.generations.values()].filter(generation => !generation.final)
  }

  /** Checks, charges and starts a generation. Throws a GraphQL error with one of the API's codes when it will not. */
  async submit(submission: Submission, origin: SubmissionOrigin): Promise<Generation> {
    const provider = this.providers.choose(submission)
    checkInputs(provider, submission.input)
    const options = checkOptions(provider, submission.options)
    const references = await this.acceptReferences(provider, submission.input)
    const text = typeof submission.input['text'] === 'string' ? submission.input['text'] : ''
    const spoken = provider.type === 'AUDIO' || provider.type === 'AVATAR'
    if (spoken && text.trim() === '' && !references.audio) throw invalid('input.text', 'is required, or audio')
    this.checkLimits()
    const cost = priceOf(provider, options, text)
    if (cost > this.account.credits) throw apiError('INSUFFICIENT_CREDITS', `This costs ${cost} credits and you have ${this.account.credits}`)
    const seed = typeof options['seed'] === 'number' ? options['seed'] : randomInt(2 ** 32)
    const voice = typeof submission.input['voice'] === 'string' ? submission.input['voice'] : null
    const planned = planMedia(provider, text, voice, options, references, seed, this.captionPlace(references))
    const now = Date.now()
    const seconds = provider.pricing.estimatedSeconds * this.settings.timeScale
    // The same seed takes the same time; others vary as a real service does.
    const spread = 0.8 + 0.4 * (((seed * 2_654_435_761) % 1_000) / 1_000)
    const generation: Generation = {
      id: `gen_${randomBytes(9).toString('hex')}`,
      type: provider.type,
      provider: provider.id,
      prompt: text,
      media: this.settings.media === 'quick' ? quickened(planned) : planned,
      createdAtMs: now,
      readyAtMs: now + Math.round(seconds * spread * 1_000),
      estimatedSeconds: Math.max(1, Math.round(seconds)),
      creditCost: cost,
      webhookUrl: submission.webhookUrl,
      fate: origin.fate,
      final: null,
    }
    const { key, bodySha256, reason } = origin
    this.account.commit({ kind: 'submitted', generation, charge: { atMs: now, generationId: generation.id, key, bodySha256, credits: cost, reason } })
    this.follow(generation)
    return generation
  }

  /** True when it was still running and is canceled now. */
  cancel(id: string): boolean {
    const generation = this.get(id)
    if (!generation || generation.final) return false
    this.finish(generation, 'CANCELED', null, null)
    return true
  }

  /** Ends the waiting of one or of all running generations: they complete as soon as their file is there. */
  hurry(id: string | null): void {
    for (const generation of this.running()) {
      if (id !== null && generation.id !== id) continue
      generation.readyAtMs = Date.now()
      this.follow(generation)
    }
  }

  close(): void {
    this.closed = true
    for (const timer of this.timers.values()) clearTimeout(timer)
  }

  private checkLimits(): void {
    const since = Date.now() - dayMs
    const today = [...this.account.generations.values()].map(generation => generation.createdAtMs).filter(time => time > since)
    const refusal = submitRefusal(planLimits(this.settings), this.running().length, today)
    if (refusal !== null) throw apiError('RATE_LIMIT', refusal)
  }

  private async acceptReferences(provider: ProviderDefinition, input: Inputs): Promise<PlannedReferences> {
    const given = input['image'] ?? input['images']
    const list = given === undefined || given === null ? [] : Array.isArray(given) ? given : [given]
    if (list.length > provider.maxImages) throw invalid('input.image', `${provider.name} takes at most ${provider.maxImages}`)
    const images: Reference[] = []
    for (const [index, value] of list.entries()) {
      images.push(await this.references.accept(list.length > 1 ? `input.image.${index}` : 'input.image', value, 'image'))
    }
    const one = async (name: ReferenceName, kind: 'image' | 'video' | 'audio'): Promise<Reference | null> => {
      const value = input[name]
      if (value === undefined || value === null) return null
      return this.references.accept(`input.${name}`, Array.isArray(value) && value.length === 1 ? value[0] : value, kind)
    }
    return { images, endImage: await one('endImage', 'image'), video: await one('video', 'video'), audio: await one('audio', 'audio') }
  }

  /** Away from the words that a reference made here carries already. */
  private captionPlace(references: PlannedReferences): 'bottom' | 'top' {
    const hashes = [...references.images, ...(references.video ? [references.video] : [])].map(reference => reference.sha256)
    if (hashes.length === 0) return 'bottom'
    const made = [...this.account.generations.values()].find(generation => hashes.includes(generation.final?.file?.sha256 ?? ''))
    return made?.media.captionAt === 'top' ? 'bottom' : 'top'
  }

  private follow(generation: Generation): void {
    clearTimeout(this.timers.get(generation.id))
    void this.media.make(generation.media).catch(() => undefined) // looked at again when it is due
    const wait = (): void => {
      const leftMs = generation.readyAtMs - Date.now()
      if (leftMs <= 0) void this.due(generation)
      else this.timers.set(generation.id, setTimeout(wait, Math.min(leftMs, timerCapMs)).unref())
    }
    wait()
  }

  private async due(generation: Generation): Promise<void> {
    if (generation.fate) return this.finish(generation, 'FAILED', generation.fate, null)
    try {
      const file = await this.media.make(generation.media)
      this.finish(generation, 'COMPLETED', null, file)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      this.finish(generation, 'FAILED', { code: 'GENERATION_FAILED', message: `The model gave up: ${message.slice(0, 200)}` }, null)
    }
  }

  private finish(generation: Generation, status: FinalStatus, error: { code: string; message: string } | null, file: NonNullable<Generation['final']>['file']): void {
    if (this.closed || generation.final) return
    this.timers.delete(generation.id)
    const back = status === 'FAILED' ? this.settings.refunds.failed : status === 'CANCELED' ? this.settings.refunds.canceled : false
    const refund = back ? this.refundOf(generation, generation.creditCost, status === 'FAILED' ? 'refund-failed' : 'refund-canceled') : null
    this.account.commit({ kind: 'finished', id: generation.id, final: { status, atMs: Date.now(), error, file }, refund })
    this.onFinished(generation)
  }

  /** Gives credits back after the fact: a later answer reports the lower cost. */
  refund(id: string, credits: number): void {
    const generation = this.get(id)
    if (!generation) throw new RangeError(`There is no generation ${id}`)
    const creditCost = round(generation.creditCost - credits)
    this.account.commit({ kind: 'repriced', id, creditCost, refund: this.refundOf(generation, credits, 'refund-failed') })
  }

  private refundOf(generation: Generation, credits: number, reason: Charge['reason']): Charge {
    const first = this.account.ledger.find(charge => charge.generationId === generation.id)
    return { atMs: Date.now(), generationId: generation.id, key: first?.key ?? null, bodySha256: first?.bodySha256 ?? '', credits: -credits, reason }
  }
}
