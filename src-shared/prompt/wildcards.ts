import { parseLine } from './parse'
import type { PromptIssue, PromptNode } from './syntax'

/** One alternative of a wildcard file. */
export interface WildcardLine {
  weight: number
  /** Null: the text is all there is. */
  nodes: PromptNode[] | null
  text: string
  issues: readonly PromptIssue[]
}

/** The wildcard files as they are now: names with folders and without an ending, each with its text. */
export interface WildcardBook {
  /** The files that a name or a glob stands for, in the order of their names. */
  find(name: string): readonly string[]
  lines(file: string): readonly WildcardLine[]
  /** Whether one file leads to another, directly or through others. */
  leadsTo(from: string, to: string): boolean
  /** Whether what a file stands for depends on variables. */
  usesVariables(file: string): boolean
}

export function wildcardBook(files: ReadonlyMap<string, string>): WildcardBook {
  const names = [...files.keys()].sort()
  const byName = new Map(names.map((name) => [name.toLowerCase(), name]))
  const lines = new Map<string, WildcardLine[]>()
  const found = new Map<string, readonly string[]>()
  const reached = new Map<string, ReadonlySet<string>>()

  const find = (name: string): readonly string[] => {
    const known = found.get(name)
    if (known) return known
    const plain = name.toLowerCase()
    const exact = byName.get(plain)
    const pattern = plain.includes('*') ? globPattern(plain) : null
    const answer = pattern ? names.filter((one) => pattern.test(one.toLowerCase())) : exact === undefined ? [] : [exact]
    found.set(name, answer)
    return answer
  }
  const linesOf = (file: string): WildcardLine[] => {
    const known = lines.get(file)
    if (known) return known
    const read = readLines(files.get(file) ?? '')
    lines.set(file, read)
    return read
  }
  const reach = (file: string): ReadonlySet<string> => {
    const known = reached.get(file)
    if (known) return known
    const all = new Set<string>()
    const waiting = [file]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const name of usedIn(linesOf(next))) {
        for (const one of find(name)) {
          if (all.has(one)) continue
          all.add(one)
          waiting.push(one)
        }
      }
    }
    reached.set(file, all)
    return all
  }
  return {
    find,
    lines: linesOf,
    leadsTo: (from, to) => reach(from).has(to),
    usesVariables: (file) => [file, ...reach(file)].some((one) => (files.get(one) ?? '').includes('${')),
  }
}

const meaning = /[\\{}$]|__|^\s*[\d.]+::/

/** One alternative a line; empty lines and those that begin with # are left out. */
function readLines(text: string): WildcardLine[] {
  return text.split(/\r\n|\n|\r/).flatMap((written): WildcardLine[] => {
    const line = written.trim()
    if (line === '' || line.startsWith('#')) return []
    if (!meaning.test(line)) return [{ weight: 1, nodes: null, text: line, issues: [] }]
    const { weight, nodes, issues } = parseLine(line)
    return [{ weight, nodes, text: line, issues }]
  })
}

function usedIn(lines: readonly WildcardLine[]): Set<string> {
  const names = new Set<string>()
  const waiting = lines.flatMap(({ nodes }) => (nodes === null ? [] : [nodes]))
  for (let nodes = waiting.pop(); nodes !== undefined; nodes = waiting.pop()) {
    for (const node of nodes) {
      if (node.kind === 'wildcard') names.add(node.name)
      else if (node.kind === 'choice') for (const option of node.options) waiting.push(option.nodes)
      else if (node.kind === 'definition') waiting.push(node.value)
      else if (node.kind === 'variable' && node.fallback) waiting.push(node.fallback)
    }
  }
  return names
}

/** `*` stays within a folder, `**` does not. */
function globPattern(name: string): RegExp {
  const source = name.split(/(\*+)/).map((part) => (part.startsWith('*') ? (part.length > 1 ? '.*' : '[^/]*') : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${source.join('')}$`, 'u')
}
