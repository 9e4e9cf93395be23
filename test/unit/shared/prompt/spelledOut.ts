import { parsePrompt, type PromptNode, type WildcardBook } from '../../../../src-shared/prompt'

type Variables = ReadonlyMap<string, { kind: 'fixed'; text: string } | { kind: 'anew'; nodes: readonly PromptNode[]; variables: Variables }>

/** Every form of a prompt by the plainest reading of the rules: lists of all forms, put together in every way. For small prompts. */
export function spelledOut(text: string, book: WildcardBook): string[] {
  return sequence(parsePrompt(text).nodes, new Map(), book)
}

function sequence([first, ...rest]: readonly PromptNode[], variables: Variables, book: WildcardBook): string[] {
  if (first === undefined) return ['']
  if (first.kind !== 'definition') return forms(first, variables, book).flatMap((form) => sequence(rest, variables, book).map((tail) => form + tail))
  if (!first.once) return sequence(rest, new Map([...variables, [first.name, { kind: 'anew', nodes: first.value, variables }]]), book)
  return sequence(first.value, variables, book).flatMap((text) => sequence(rest, new Map([...variables, [first.name, { kind: 'fixed', text }]]), book))
}

function forms(node: Exclude<PromptNode, { kind: 'definition' }>, variables: Variables, book: WildcardBook): string[] {
  switch (node.kind) {
    case 'literal':
      return [node.text]
    case 'variable': {
      const value = variables.get(node.name)
      if (value === undefined) return sequence(node.fallback ?? [], variables, book)
      return value.kind === 'fixed' ? [value.text] : sequence(value.nodes, value.variables, book)
    }
    case 'wildcard':
      return lines(node.name, variables, book).flat()
    case 'choice': {
      const [only] = node.options
      const [inside] = only?.nodes ?? []
      const spread = node.pick !== null && node.options.length === 1 && only?.nodes.length === 1 && inside?.kind === 'wildcard'
      const options = spread ? lines(inside.name, variables, book) : node.options.map((option) => sequence(option.nodes, variables, book))
      if (node.pick === null) return options.flat()
      const [min, max] = [Math.min(node.pick.min, options.length), Math.min(node.pick.max, options.length)]
      return Array.from({ length: max - min + 1 }, (_, at) => arranged(options, min + at).map((words) => words.join(node.separator))).flat()
    }
  }
}

function lines(name: string, variables: Variables, book: WildcardBook): string[][] {
  return book.find(name).flatMap((file) =>
    book.lines(file).flatMap(({ nodes, text, weight }) => (weight === 0 ? [] : [nodes === null ? [text] : sequence(nodes, variables, book)])),
  )
}

function arranged(options: readonly string[][], size: number): string[][] {
  if (size === 0) return [[]]
  return options.flatMap((option, at) => option.flatMap((word) => arranged(options.toSpliced(at, 1), size - 1).map((rest) => [word, ...rest])))
}
