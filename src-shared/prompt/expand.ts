import { arrangements, product, uniformArrangements } from './counting'
import { randomOf, type Random } from './random'
import type { Resolved } from './resolved'
import { longestPrompt } from './syntax'

/** What one expansion gathers. */
interface Writing {
  text: string
  slots: string[]
}

/** The form with this number, counted from 0 over every combination; what stands last changes first. */
export function formAt(prompt: Resolved, index: number): string {
  const writing: Writing = { text: '', slots: [] }
  writeForm(prompt, index, writing)
  return writing.text
}

/** The `index`th draw of a seed: the same text each time, however many are drawn. */
export function drawnForm(prompt: Resolved, seed: number, index: number): string {
  const writing: Writing = { text: '', slots: [] }
  writeDrawn(prompt, randomOf(seed, index), writing)
  return writing.text
}

/** The first forms of all, or so many drawn at random, which may repeat. */
export function expansions(prompt: Resolved, how: { mode: 'every' | 'random'; seed: number }, count: number): string[] {
  const total = how.mode === 'every' ? Math.min(count, prompt.count) : count
  return Array.from({ length: total }, (_, index) => (how.mode === 'every' ? formAt(prompt, index) : drawnForm(prompt, how.seed, index)))
}

function writeForm(node: Resolved, index: number, writing: Writing): void {
  if (writing.text.length > longestPrompt) return
  switch (node.kind) {
    case 'text':
      writing.text += node.text
      return
    case 'sequence': {
      const digits: number[] = []
      let rest = index
      for (let at = node.items.length - 1; at >= 0; at--) {
        const { count } = node.items[at]!
        digits[at] = count === Infinity ? rest : rest % count
        rest = count === Infinity ? 0 : Math.floor(rest / count)
      }
      for (let at = 0; at < node.items.length; at++) writeForm(node.items[at]!, digits[at]!, writing)
      return
    }
    case 'choice': {
      const at = node.starts === null ? index : lastAtMost(node.starts, index)
      return writeForm(node.options[at]!, node.starts === null ? 0 : index - node.starts[at]!, writing)
    }
    case 'pick':
      return writePick(node, index, writing)
    case 'keep':
      return keep(node.slot, writing, () => writeForm(node.value, index, writing))
    case 'kept':
      writing.text += writing.slots[node.slot] ?? ''
  }
}

type Pick = Extract<Resolved, { kind: 'pick' }>

/** First how many, then which one stands first, and so on; last the form of each. */
function writePick(node: Pick, index: number, writing: Writing): void {
  let step = 0
  let rest = index
  for (; step < node.ways.length - 1 && rest >= node.ways[step]!; step++) rest -= node.ways[step]!
  const size = node.min + step
  const left = [...node.options]
  const forms = [...node.forms]
  for (let place = 0; place < size; place++) {
    if (place > 0) writing.text += node.separator
    const first = pickedFirst(forms, node.uniform, size - place - 1, rest)
    writeForm(left[first.at]!, first.form, writing)
    left.splice(first.at, 1)
    forms.splice(first.at, 1)
    rest = first.behind
  }
}

/** Which of the alternatives stands first in the arrangement with this number, in which of its forms, and the number of what follows. */
function pickedFirst(forms: readonly number[], uniform: boolean, following: number, index: number): { at: number; form: number; behind: number } {
  let at = 0
  let rest = index
  let ways: number
  if (uniform) {
    // Each begins as many arrangements as any other.
    ways = uniformArrangements(forms.length - 1, forms[0]!, following)
    const each = product(forms[0]!, ways)
    at = each === Infinity ? 0 : Math.min(Math.floor(index / each), forms.length - 1)
    rest = each === Infinity ? index : index - at * each
  } else {
    ways = arrangements(forms, following, 0)
    for (; at < forms.length - 1 && rest >= product(forms[at]!, ways); ways = arrangements(forms, following, at)) {
      rest -= product(forms[at]!, ways)
      at += 1
    }
  }
  return ways === Infinity ? { at, form: 0, behind: rest } : { at, form: Math.floor(rest / ways), behind: rest % ways }
}

function writeDrawn(node: Resolved, random: Random, writing: Writing): void {
  if (writing.text.length > longestPrompt) return
  switch (node.kind) {
    case 'text':
      writing.text += node.text
      return
    case 'sequence':
      for (const item of node.items) writeDrawn(item, random, writing)
      return
    case 'choice': {
      const { options, weights } = node
      const drawn = random()
      const at = weights === null ? Math.floor(drawn * options.length) : firstAbove(weights, drawn * weights[weights.length - 1]!)
      return writeDrawn(options[at]!, random, writing)
    }
    case 'pick': {
      const size = node.min + Math.floor(random() * (node.max - node.min + 1))
      const places = node.weights === null ? anyPlaces(node.options.length, size, random) : weightedPlaces(node.weights, size, random)
      for (let place = 0; place < size; place++) {
        if (place > 0) writing.text += node.separator
        writeDrawn(node.options[places[place]!]!, random, writing)
      }
      return
    }
    case 'keep':
      return keep(node.slot, writing, () => writeDrawn(node.value, random, writing))
    case 'kept':
      writing.text += writing.slots[node.slot] ?? ''
  }
}

/** Writes a value aside. */
function keep(slot: number, writing: Writing, write: () => void): void {
  const before = writing.text
  writing.text = ''
  write()
  writing.slots[slot] = writing.text
  writing.text = before
}

/** So many different places out of all, in any order. */
function anyPlaces(all: number, size: number, random: Random): number[] {
  // What stands at a place after the draws so far, where that is not the place itself: a shuffle that stops early.
  const moved = new Map<number, number>()
  const places: number[] = []
  for (let at = 0; at < size; at++) {
    const other = at + Math.floor(random() * (all - at))
    places.push(moved.get(other) ?? other)
    moved.set(other, moved.get(at) ?? at)
  }
  return places
}

/** So many different places, one after the other, each by its weight among those that are left. */
function weightedPlaces(weights: readonly number[], size: number, random: Random): number[] {
  const places: number[] = []
  const taken = new Set<number>()
  let total = weights.reduce((all, weight) => all + weight, 0)
  while (places.length < size) {
    let drawn = random() * total
    let at = -1
    for (let place = 0; place < weights.length; place++) {
      if (taken.has(place)) continue
      at = place
      drawn -= weights[place]!
      if (drawn < 0) break
    }
    taken.add(at)
    places.push(at)
    total -= weights[at]!
  }
  return places
}

function firstAbove(rising: readonly number[], value: number): number {
  let [low, high] = [0, rising.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rising[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}

function lastAtMost(rising: readonly number[], value: number): number {
  let [low, high] = [0, rising.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (rising[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}
