import { randomFrom, type Random } from '../media/random'

/** When a fault strikes. Everything given must hold; nothing given: always. */
export interface FaultMatch {
  /** `generate generation providers cancelGeneration videoCreate introspection` for the API, `file` for downloads; a list means any of them. */
  operation?: string | string[]
  /** Only requests that name this provider; for downloads, files made by it. */
  provider?: string
  /** Only this matching request (1 is the first), or any of these. */
  nth?: number | number[]
  /** A chance from 0 to 1, drawn from `seed`. */
  probability?: number
  seed?: string
  /** Strikes at most so often. */
  times?: number
}

export interface FaultRule {
  kind: string
  match?: FaultMatch
  params?: Record<string, unknown>
}

export interface ActiveFault extends FaultRule {
  id: string
  /** Requests that matched but for `nth`, `probability` and `times`; and how many were struck. */
  seen: number
  struck: number
}

/** What is known of a request when faults are looked up. */
export interface FaultFacts {
  operations: string[]
  provider: string | null
}

/** The list of faults in force; the first rule that matches strikes. */
export class FaultRules {
  private rules: { fault: ActiveFault; random: Random }[] = []
  private count = 0

  add(rule: FaultRule): string {
    const id = `fault-${++this.count}`
    const fault: ActiveFault = { ...rule, id, seen: 0, struck: 0 }
    this.rules.push({ fault, random: randomFrom(rule.match?.seed ?? id) })
    return id
  }

  remove(id: string): boolean {
    const before = this.rules.length
    this.rules = this.rules.filter(rule => rule.fault.id !== id)
    return this.rules.length < before
  }

  clear(): void {
    this.rules = []
  }

  list(): ActiveFault[] {
    return this.rules.map(rule => ({ ...rule.fault }))
  }

  /** The fault that strikes this request, if any; every matching rule counts it. */
  strike(facts: FaultFacts): ActiveFault | null {
    let found: ActiveFault | null = null
    for (const { fault, random } of this.rules) {
      if (!matches(fault.match ?? {}, facts)) continue
      fault.seen++
      if (found || !isDue(fault, random)) continue
      fault.struck++
      found = fault
    }
    return found
  }
}

function matches(match: FaultMatch, facts: FaultFacts): boolean {
  const wanted = match.operation === undefined ? null : [match.operation].flat()
  if (wanted ? !facts.operations.some(operation => wanted.includes(operation)) : facts.operations.includes('file')) return false
  return match.provider === undefined || match.provider === facts.provider
}

function isDue(fault: ActiveFault, random: Random): boolean {
  const { nth, probability, times } = fault.match ?? {}
  if (nth !== undefined && ![nth].flat().includes(fault.seen)) return false
  if (times !== undefined && fault.struck >= times) return false
  return probability === undefined || random() < probability
}
