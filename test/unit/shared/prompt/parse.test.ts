import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeLiteral, expansions, parsePrompt, resolvePrompt, wildcardBook, type PromptNode } from '../../../../src-shared/prompt'

const none = wildcardBook(new Map())
/** Signs that mean something, and a few that do not. */
const tricky = fc.string({ unit: fc.constantFrom(...'{}|\\_$:=!*#-12 ab\n', '__', '$$', '${', '::', '{2$$', 'é', '🙂'), maxLength: 60 })
const codes = (text: string) => parsePrompt(text).issues.map(({ code, start, end }) => `${code} ${start}-${end}`)

function nodesOf(nodes: readonly PromptNode[]): PromptNode[] {
  return nodes.flatMap((node) => [
    node,
    ...(node.kind === 'choice' ? node.options.flatMap((option) => nodesOf(option.nodes)) : []),
    ...(node.kind === 'definition' ? nodesOf(node.value) : []),
    ...(node.kind === 'variable' ? nodesOf(node.fallback ?? []) : []),
  ])
}

describe('reading a prompt', () => {
  it('never fails, and every place lies in the text', () => {
    fc.assert(
      fc.property(fc.oneof(tricky, fc.string({ unit: 'binary' })), (text) => {
        const { nodes, issues } = parsePrompt(text)
        for (const place of [...nodesOf(nodes), ...issues]) {
          if (place.start < 0 || place.end <= place.start || place.end > text.length) throw new Error(`${place.start}-${place.end}`)
        }
        const { count, root } = resolvePrompt(text, none)
        expect(count).toBeGreaterThan(0)
        expansions(root, { mode: 'random', seed: 1 }, 2)
        expansions(root, { mode: 'every', seed: 1 }, 2)
      }),
      { numRuns: 1_500 },
    )
  })
  it('gives back any text that was escaped', () => {
    fc.assert(
      fc.property(fc.oneof(tricky, fc.string({ unit: 'binary' })), (text) => {
        const { root, count, issues } = resolvePrompt(escapeLiteral(text), none)
        expect(issues).toEqual([])
        expect(count).toBe(1)
        expect(expansions(root, { mode: 'every', seed: 0 }, 10)).toEqual([text])
      }),
      { numRuns: 1_500 },
    )
  })
  it('pairs as many braces as it can, and marks each of the others', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', '|'), maxLength: 40 }), (text) => {
        let open = 0
        let alone = 0
        for (const character of text) {
          if (character === '{') open += 1
          else if (character === '}' && open > 0) open -= 1
          else if (character === '}') alone += 1
        }
        expect(parsePrompt(text).issues.filter(({ code }) => code === 'unpaired-brace')).toHaveLength(open + alone)
      }),
    )
  })
  it('leaves ordinary texts alone', () => {
    for (const text of ['', 'A red rose', 'snake_case and __ two', '5 $ or 3 | 4', 'C:\\pictures\\new', '#ff0000 #tag', '**bold**', '<speak>Hi</speak>', 'a: b'])
      expect([parsePrompt(text).nodes.every((node) => node.kind === 'literal'), parsePrompt(text).issues]).toEqual([true, []])
  })
  it('keeps a brace without its partner, and points at it', () => {
    expect(codes('a { b')).toEqual(['unpaired-brace 2-3'])
    expect(codes('a } b {c|d}')).toEqual(['unpaired-brace 2-3'])
    expect(codes('{ {c|d}')).toEqual(['unpaired-brace 0-1'])
    expect(expansions(resolvePrompt('{ {c|d}', none).root, { mode: 'every', seed: 0 }, 9)).toEqual(['{ c', '{ d'])
  })
  it('points at what is probably a mistake', () => {
    expect(codes('a {red|} b')).toEqual(['empty-alternative 6-8'])
    expect(codes('{}')).toEqual(['empty-alternative 0-2'])
    expect(codes('a {red}')).toEqual(['single-alternative 2-7'])
    expect(codes('{0::a|0::b}')).toEqual(['no-weight 0-11'])
  })
  it('does not go deeper than it can', () => {
    const deep = `${'{a|'.repeat(200)}b${'}'.repeat(200)}`
    expect(parsePrompt(deep).issues.every(({ code }) => code === 'too-deep')).toBe(true)
    expect(parsePrompt('{'.repeat(100_000)).issues).toHaveLength(100)
    expect(parsePrompt('{a|b}'.repeat(20_000)).nodes).toHaveLength(20_000)
  })
})
