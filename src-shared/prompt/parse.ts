import { pairBraces, special } from './braces'
import { mostIssues, type Choice, type Option, type PromptIssue, type PromptNode } from './syntax'

export interface ParsedPrompt {
  nodes: PromptNode[]
  /** What can be seen without knowing any wildcard. */
  issues: PromptIssue[]
}

const pickHeader = /\s*(?:(\d{1,4})\s*(?:(-)\s*(\d{1,4})?)?|-\s*(\d{1,4}))\s*\$\$/y
const separatorText = /((?:[^{}|\\$]|\\.|\$(?!\$))*)\$\$/ys
const weightText = /\s*(\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})::/y
const wildcardName = /__([\p{L}\p{N}*](?:[\p{L}\p{N}*./ -]|_(?!_)){0,199})__/uy
const variableName = /\s*([\p{L}_][\p{L}\p{N}_-]{0,99})\s*(?=[=:}])/uy

const defaultSeparator = ', '
/** What is literal between two characters that may mean something. */
const plainText = /[^\\{}$_|]+/y

/** Reads any text: what has no meaning is literal, so this never fails. Takes time in proportion to the length. */
export function parsePrompt(text: string): ParsedPrompt {
  const issues: PromptIssue[] = []
  const parser = new Parser(text, issues)
  const nodes = parser.sequence(0, text.length)
  issues.sort((a, b) => a.start - b.start)
  return { nodes, issues: issues.slice(0, mostIssues) }
}

/** One line of a wildcard file: an alternative with a weight, perhaps. */
export function parseLine(text: string): { weight: number; nodes: PromptNode[]; issues: PromptIssue[] } {
  const weight = weightAt(text, 0, text.length)
  const { nodes, issues } = parsePrompt(text.slice(weight.end))
  return { weight: weight.value, nodes, issues }
}

/** The text that stands for `text` itself, whatever is in it. */
export function escapeLiteral(text: string): string {
  return text.replace(/[{}]|\\(?=[\\{}|_$:])|_(?=_)|(?<=_)_/g, '\\$&')
}

class Parser {
  private readonly partner: ReadonlyMap<number, number>

  constructor(
    private readonly text: string,
    private readonly issues: PromptIssue[],
  ) {
    this.partner = pairBraces(text, issues)
  }

  /** The nodes between two places, which no pair of braces crosses. */
  sequence(from: number, to: number): PromptNode[] {
    const { text } = this
    const nodes: PromptNode[] = []
    let literal = ''
    let literalStart = from
    let at = from
    let followsSpace = true
    const flush = () => {
      if (literal !== '') nodes.push({ kind: 'literal', text: literal, start: literalStart, end: at })
      literal = ''
    }
    const add = (node: PromptNode) => {
      flush()
      nodes.push(node)
      at = node.end
      literalStart = at
    }
    while (at < to) {
      const plain = matched(plainText, text, at, to)
      if (plain !== null) {
        literal += plain[0]
        at += plain[0].length
        continue
      }
      const character = text[at] as string
      if (character === '\\' && at + 1 < to && special.has(text[at + 1] as string)) {
        literal += text[at + 1]
        at += 2
        continue
      }
      const node = this.nodeAt(at, to)
      if (node === null) {
        literal += character
        at += 1
        continue
      }
      if (literal !== '') followsSpace = /\s$/.test(literal)
      add(node)
      if (node.kind !== 'definition') followsSpace = false
      // A definition leaves nothing behind: one space between words is enough.
      else if (followsSpace) {
        while (at < to && /\s/.test(text[at] as string)) at += 1
        literalStart = at
      }
    }
    flush()
    return nodes
  }

  private nodeAt(at: number, to: number): PromptNode | null {
    const { text } = this
    const character = text[at]
    if (character === '{') {
      const close = this.partner.get(at)
      return close === undefined ? null : this.choice(at, close)
    }
    if (character === '$' && text[at + 1] === '{') {
      const close = this.partner.get(at + 1)
      return close === undefined ? null : this.variable(at, close)
    }
    if (character === '_') {
      const found = matched(wildcardName, text, at, to)
      const name = found?.[1] ?? ''
      if (found === null || name.endsWith(' ')) return null
      return { kind: 'wildcard', name, start: at, end: at + found[0].length }
    }
    return null
  }

  private variable(start: number, close: number): PromptNode | null {
    const { text } = this
    const found = matched(variableName, text, start + 2, close + 1)
    if (found === null) return null
    const name = found[1] as string
    const next = start + 2 + found[0].length
    const end = close + 1
    if (next === close) return { kind: 'variable', name, fallback: null, fallbackStart: close, start, end }
    if (text[next] === ':') return { kind: 'variable', name, fallback: this.sequence(next + 1, close), fallbackStart: next + 1, start, end }
    if (text[next] !== '=') return null
    const once = text[next + 1] === '!'
    const [from, to] = this.withoutLayout(next + (once ? 2 : 1), close)
    return { kind: 'definition', name, once, valueStart: from, value: this.sequence(from, to), start, end }
  }

  private choice(start: number, close: number): Choice {
    const { text } = this
    let headerEnd = start + 1
    let pick: Choice['pick'] = null
    let separator = defaultSeparator
    const header = matched(pickHeader, text, headerEnd, close)
    if (header !== null) {
      headerEnd += header[0].length
      pick = pickOf(header)
      const between = matched(separatorText, text, headerEnd, close)
      if (between !== null) {
        headerEnd += between[0].length
        separator = (between[1] as string).replace(/\\([\\{}|_$:])/g, '$1')
      }
    }
    const options: Option[] = []
    for (let from = headerEnd; from <= close; ) {
      const to = this.barAfter(from, close)
      options.push(this.option(from, to))
      from = to + 1
    }
    if (options.length === 1 && pick === null && options[0]!.nodes.length > 0) this.warn('single-alternative', { start, end: close + 1 })
    if (options.every(({ weight }) => weight === 0)) {
      this.warn('no-weight', { start, end: close + 1 })
      for (const option of options) option.weight = 1
    }
    return { kind: 'choice', pick, separator, headerEnd, options, start, end: close + 1 }
  }

  private option(start: number, end: number): Option {
    const weight = weightAt(this.text, start, end)
    const [from, to] = this.withoutLayout(weight.end, end)
    if (from === to) this.warn('empty-alternative', { start: Math.max(0, start - 1), end: Math.min(this.text.length, end + 1) })
    return { weight: weight.value, weightEnd: weight.end, nodes: this.sequence(from, to), start, end }
  }

  /** The next `|` that belongs to this pair of braces, or its end. */
  private barAfter(from: number, close: number): number {
    for (let at = from; at < close; at++) {
      const character = this.text[at]
      if (character === '\\') at += 1
      else if (character === '|') return at
      else if (character === '{') at = this.partner.get(at) ?? at
    }
    return close
  }

  /** White space that holds a line break, at the edge of an alternative, is layout; mere spaces are meant. */
  private withoutLayout(from: number, to: number): [number, number] {
    let [start, end] = [from, to]
    while (start < end && /\s/.test(this.text[start] as string)) start += 1
    while (end > start && /\s/.test(this.text[end - 1] as string) && !this.isEscaped(end - 1)) end -= 1
    const isLayout = (a: number, b: number) => this.text.slice(a, b).includes('\n')
    return [isLayout(from, start) ? start : from, isLayout(end, to) ? end : to]
  }

  private isEscaped(at: number): boolean {
    let slashes = 0
    while (this.text[at - 1 - slashes] === '\\') slashes += 1
    return slashes % 2 === 1
  }

  private warn(code: 'single-alternative' | 'no-weight' | 'empty-alternative', place: { start: number; end: number }) {
    if (this.issues.length < mostIssues * 2) this.issues.push({ code, severity: 'warning', ...place })
  }
}

/** A sticky pattern's match at a place, if it ends in time. */
function matched(pattern: RegExp, text: string, at: number, to: number): RegExpExecArray | null {
  pattern.lastIndex = at
  const found = pattern.exec(text)
  return found !== null && at + found[0].length <= to ? found : null
}

function weightAt(text: string, from: number, to: number): { value: number; end: number } {
  const found = matched(weightText, text, from, to)
  return found === null ? { value: 1, end: from } : { value: Number(found[1]), end: from + found[0].length }
}

function pickOf([, first, dash, last, upTo]: RegExpExecArray): { min: number; max: number } {
  if (upTo !== undefined) return { min: Math.min(1, Number(upTo)), max: Number(upTo) }
  const min = Number(first)
  if (dash === undefined) return { min, max: min }
  const max = last === undefined ? Infinity : Number(last)
  return { min: Math.min(min, max), max: Math.max(min, max) }
}
