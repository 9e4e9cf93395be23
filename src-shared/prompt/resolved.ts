import { arrangements, product, sum, uniformArrangements } from './counting'

/** A prompt with its wildcards and variables looked up: what can be drawn from. Shared parts are the same object. */
export type Resolved = (
  | { kind: 'text'; text: string }
  | { kind: 'sequence'; items: readonly Resolved[] }
  | { kind: 'choice'; options: readonly Resolved[]; weights: Weights; /** Where each alternative's forms begin; null: each has one. */ starts: readonly number[] | null }
  | PickFacts
  /** Draws a value, keeps it under a number and leaves nothing. */
  | { kind: 'keep'; slot: number; value: Resolved }
  | { kind: 'kept'; slot: number; value: Resolved }
) &
  Size

interface PickFacts {
  kind: 'pick'
  options: readonly Resolved[]
  /** Null: all are alike. */
  weights: readonly number[] | null
  /** How many forms each has. */
  forms: readonly number[]
  /** All have as many forms. */
  uniform: boolean
  min: number
  max: number
  /** How many arrangements there are of each size from `min` on, up to the first that cannot be counted. */
  ways: readonly number[]
  separator: string
}

interface Size {
  /** How many forms it has; Infinity: more than can be counted. */
  count: number
  depth: number
  /** Steps of one expansion, at most. */
  work: number
  /** Characters of the longest form, at most. */
  length: number
}

/** Running sums; null: all are alike. */
type Weights = readonly number[] | null

/** Deeper, or longer to expand, is not followed: it comes of definitions that multiply each other. */
const deepest = 400
const mostWork = 200_000

export function isTooLarge(node: Resolved): boolean {
  return node.depth > deepest || node.work > mostWork
}

export function textNode(text: string): Resolved {
  return { kind: 'text', text, count: 1, depth: 1, work: 1, length: text.length }
}

export function sequenceNode(items: readonly Resolved[]): Resolved {
  if (items.length === 1) return items[0]!
  const size: Size = { count: 1, depth: 1, work: 1, length: 0 }
  for (const item of items) {
    size.count = product(size.count, item.count)
    size.depth = Math.max(size.depth, item.depth + 1)
    size.work += item.work
    size.length += item.length
  }
  return { kind: 'sequence', items, ...size }
}

interface Weighted {
  node: Resolved
  weight: number
}

export function choiceNode(given: readonly Weighted[]): Resolved {
  const options = possible(given)
  const starts: number[] = []
  const size: Size = { count: 0, depth: 1, work: 1, length: 0 }
  for (const { node } of options) {
    starts.push(size.count)
    size.count = sum(size.count, node.count)
    widen(size, node)
  }
  return { kind: 'choice', options: options.map(({ node }) => node), weights: runningWeights(options), starts: size.count === options.length ? null : starts, ...size }
}

export function pickNode(given: readonly Weighted[], range: { min: number; max: number }, separator: string): Resolved {
  const options = possible(given)
  const [min, max] = [Math.min(range.min, options.length), Math.min(range.max, options.length)]
  const forms = options.map(({ node }) => node.count)
  const uniform = forms.every((one) => one === forms[0])
  const size: Size = { count: 0, depth: 1, work: 1, length: 0 }
  const ways: number[] = []
  for (let picked = min; picked <= max && size.count !== Infinity; picked++) {
    ways.push(uniform ? uniformArrangements(options.length, forms[0]!, picked) : arrangements(forms, picked))
    size.count = sum(size.count, ways.at(-1)!)
  }
  for (const { node } of options) widen(size, node)
  size.work = 1 + options.length + max * size.work
  size.length = max * (size.length + separator.length)
  const weights = runningWeights(options) === null ? null : options.map(({ weight }) => weight)
  return { kind: 'pick', options: options.map(({ node }) => node), weights, forms, uniform, min, max, ways, separator, ...size }
}

export function keepNode(slot: number, value: Resolved): Resolved {
  return { kind: 'keep', slot, value, count: value.count, depth: value.depth + 1, work: value.work + 1, length: 0 }
}

export function keptNode(slot: number, value: Resolved): Resolved {
  return { kind: 'kept', slot, value, count: 1, depth: 1, work: 1, length: value.length }
}

/** What has no weight is never drawn, and so is no form, unless nothing else is there. */
function possible(given: readonly Weighted[]): readonly Weighted[] {
  const options = given.filter(({ weight }) => weight > 0)
  return options.length === 0 ? given.map(({ node }) => ({ node, weight: 1 })) : options
}

function widen(size: Size, node: Resolved): void {
  size.depth = Math.max(size.depth, node.depth + 1)
  size.work = Math.max(size.work, node.work + 1)
  size.length = Math.max(size.length, node.length)
}

function runningWeights(options: readonly Weighted[]): Weights {
  const first = options[0]?.weight
  if (options.every(({ weight }) => weight === first)) return null
  let total = 0
  return options.map(({ weight }) => (total += weight))
}
