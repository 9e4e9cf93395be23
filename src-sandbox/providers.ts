import { catalogue, type GenerationType, type ProviderDefinition } from './catalogue'
import { apiError, invalid } from './errors'
import type { Submission } from './submission'
import { canTake } from './validation'

/** The providers on offer right now: the catalogue, and what tests add, remove or switch off while the server runs. */
export class Providers {
  private list: ProviderDefinition[] = [...catalogue]
  private readonly down = new Set<string>()

  of(type: GenerationType): ProviderDefinition[] {
    return this.list.filter(provider => provider.type === type)
  }

  all(): readonly ProviderDefinition[] {
    return this.list
  }

  /** Adds a provider, or puts it in the place of the one with its id and type. */
  put(provider: ProviderDefinition): void {
    this.remove(provider.id, provider.type)
    this.list.push(provider)
  }

  /** Removes by id, of one type or of every type. */
  remove(id: string, type?: GenerationType): void {
    this.list = this.list.filter(provider => provider.id !== id || (type !== undefined && provider.type !== type))
  }

  setAvailable(id: string, isAvailable: boolean): void {
    if (isAvailable) this.down.delete(id)
    else this.down.add(id)
  }

  /** The provider a submission names, or the best for it. Throws INVALID_INPUT or PROVIDER_UNAVAILABLE. */
  choose(submission: Submission): ProviderDefinition {
    const candidates = this.of(submission.type)
    if (submission.provider !== null) {
      const named = candidates.find(provider => provider.id === submission.provider)
      if (!named) throw invalid('provider', `there is no ${submission.type.toLowerCase()} provider "${submission.provider}"`)
      if (this.down.has(named.id)) throw apiError('PROVIDER_UNAVAILABLE', `${named.name} is not available at the moment`)
      return named
    }
    const able = candidates.filter(provider => canTake(provider, submission.input, submission.options))
    if (able.length === 0) throw invalid('options', 'no provider takes this combination of inputs and options')
    const up = able.filter(provider => !this.down.has(provider.id))
    const [best] = up.sort(order(submission.priority))
    if (!best) throw apiError('PROVIDER_UNAVAILABLE', 'No provider for this is available at the moment')
    return best
  }
}

function order(priority: string | null): (a: ProviderDefinition, b: ProviderDefinition) => number {
  const cost = (provider: ProviderDefinition): number => provider.pricing.creditCost
  const seconds = (provider: ProviderDefinition): number => provider.pricing.estimatedSeconds
  switch (priority) {
    case 'QUALITY':
      return (a, b) => cost(b) - cost(a)
    case 'SPEED':
      return (a, b) => seconds(a) - seconds(b)
    case 'COST':
      return (a, b) => cost(a) - cost(b)
    default:
      return () => 0 // the catalogue's own order
  }
}
