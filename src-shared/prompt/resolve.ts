import { parsePrompt } from './parse'
import { choiceNode, isTooLarge, keepNode, keptNode, pickNode, sequenceNode, textNode, type Resolved } from './resolved'
import { longestPrompt, mostIssues, type Choice, type Place, type PromptIssue, type PromptIssueCode, type PromptNode, type WildcardUse } from './syntax'
import type { WildcardBook } from './wildcards'

export interface ResolvedPrompt {
  root: Resolved
  /** How many prompts every combination makes; Infinity: more than can be counted. */
  count: number
  issues: PromptIssue[]
  /** The wildcard files it draws from. */
  files: string[]
}

/**
 * Looks up what a prompt stands for. Whatever cannot be looked up stays as it was written and is told. A variable is known after its
 * definition, within the alternative that holds it, and in the wildcards used there.
 */
export function resolvePrompt(text: string, book: WildcardBook): ResolvedPrompt {
  const { nodes, issues } = parsePrompt(text)
  const resolver = new Resolver(text, book, issues)
  const root = resolver.sequence(nodes, { start: 0, end: text.length })
  if (root.length > longestPrompt) resolver.tell('too-long', { start: 0, end: text.length })
  issues.sort((a, b) => a.start - b.start)
  return { root, count: root.count, issues: issues.slice(0, mostIssues), files: [...resolver.files].sort() }
}

class Resolver {
  readonly files = new Set<string>()
  private readonly variables = new Map<string, Resolved>()
  /** Changes with every definition and goes back with its end: what was resolved at the same number may be used again. */
  private version = 0
  private lastVersion = 0
  private slots = 0
  private readonly ready = new Map<string, Resolved>()
  private readonly told = new Set<string>()
  /** The wildcard file that is being resolved, and where the prompt itself uses it. */
  private inside: { file: string; place: Place; depth: number } | null = null

  constructor(
    private readonly text: string,
    private readonly book: WildcardBook,
    private readonly issues: PromptIssue[],
  ) {}

  tell(code: PromptIssueCode, place: Place, name?: string): void {
    const { start, end } = this.inside?.place ?? place
    const file = this.inside?.file
    const key = `${code} ${start} ${end} ${name} ${file}`
    if (this.told.has(key) || this.issues.length >= mostIssues * 2) return
    this.told.add(key)
    const severity = code === 'pick-too-many' || code === 'empty-wildcard' ? 'warning' : 'error'
    this.issues.push({ code, severity, start, end, ...(name !== undefined && { name }), ...(file !== undefined && { file }) })
  }

  sequence(nodes: readonly PromptNode[], place: Place): Resolved {
    const before = this.version
    const restore: [string, Resolved | undefined][] = []
    const items = nodes.map((node) => {
      if (node.kind !== 'definition') return this.node(node)
      const value = this.sequence(node.value, node)
      restore.push([node.name, this.variables.get(node.name)])
      const slot = this.slots++
      this.variables.set(node.name, node.once ? keptNode(slot, value) : value)
      this.version = ++this.lastVersion
      return node.once ? keepNode(slot, value) : textNode('')
    })
    for (const [name, value] of restore.reverse()) {
      if (value === undefined) this.variables.delete(name)
      else this.variables.set(name, value)
    }
    this.version = before
    const resolved = sequenceNode(items)
    if (!isTooLarge(resolved)) return resolved
    this.tell('too-large', place)
    return textNode('')
  }

  private node(node: Exclude<PromptNode, { kind: 'definition' }>): Resolved {
    switch (node.kind) {
      case 'literal':
        return textNode(node.text)
      case 'choice':
        return this.choice(node)
      case 'wildcard': {
        const lines = this.wildcard(node)
        return lines === null ? textNode(this.written(node, `__${node.name}__`)) : lines
      }
      case 'variable': {
        const value = this.variables.get(node.name)
        if (value !== undefined) return value
        if (node.fallback !== null) return this.sequence(node.fallback, node)
        this.tell('unknown-variable', node, node.name)
        return textNode(`\${${node.name}}`)
      }
    }
  }

  private choice(node: Choice): Resolved {
    const [only] = node.options
    const [inside] = only?.nodes ?? []
    // Of a wildcard that stands alone, its lines are what is picked from, so that none comes twice.
    const lines = node.pick !== null && node.options.length === 1 && only?.nodes.length === 1 && inside?.kind === 'wildcard' ? this.wildcard(inside) : null
    const options =
      lines?.kind === 'choice'
        ? lines.options.map((option, at) => ({ node: option, weight: lines.weights === null ? 1 : lines.weights[at]! - (lines.weights[at - 1] ?? 0) }))
        : node.options.map((option) => ({ node: this.sequence(option.nodes, option), weight: option.weight }))
    if (node.pick === null) return choiceNode(options)
    const most = Number.isFinite(node.pick.max) ? node.pick.max : node.pick.min
    if (most > options.length) this.tell('pick-too-many', { start: node.start, end: node.headerEnd })
    return pickNode(options, node.pick, node.separator)
  }

  /** A choice between the lines of all files of that name; null when there is none, or none that can be followed. */
  private wildcard(node: WildcardUse): Resolved | null {
    const named = this.book.find(node.name)
    const from = this.inside?.file
    const files = named.filter((file) => from === undefined || (file !== from && !this.book.leadsTo(file, from)))
    if (files.length < named.length) this.tell('wildcard-cycle', node, node.name)
    else if (files.length === 0) this.tell('unknown-wildcard', node, node.name)
    if (files.length === 0) return null
    if ((this.inside?.depth ?? 0) > 100) {
      this.tell('too-large', node, node.name)
      return null
    }
    const key = `${files.join('\n')}\n${files.some((file) => this.book.usesVariables(file)) ? this.version : ''}`
    const known = this.ready.get(key)
    if (known) return known
    const lines = files.flatMap((file) => this.lines(file, node))
    if (lines.length === 0) this.tell('empty-wildcard', node, node.name)
    const resolved = lines.length === 0 ? textNode('') : choiceNode(lines)
    this.ready.set(key, resolved)
    return resolved
  }

  private lines(file: string, use: Place): { node: Resolved; weight: number }[] {
    this.files.add(file)
    const around = this.inside
    this.inside = { file, place: around?.place ?? { start: use.start, end: use.end }, depth: (around?.depth ?? 0) + 1 }
    const lines = this.book.lines(file).map((line) => {
      for (const { code, severity, name } of line.issues) if (severity === 'error') this.tell(code, use, name)
      return { node: line.nodes === null ? textNode(line.text) : this.sequence(line.nodes, use), weight: line.weight }
    })
    this.inside = around
    return lines
  }

  private written(place: Place, inFile: string): string {
    return this.inside === null ? this.text.slice(place.start, place.end) : inFile
  }
}
