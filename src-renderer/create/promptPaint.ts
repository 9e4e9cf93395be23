import { parsePrompt, type PromptIssue, type PromptNode } from '../../src-shared/prompt'
import { ssmlTags } from './ssml'

export type Paint = 'plain' | 'choice' | 'inner' | 'mark' | 'wildcard' | 'variable' | 'tag'

/** A run of the text that looks alike. */
export interface PaintedRun {
  text: string
  paint: Paint
  issue: PromptIssue['severity'] | null
}

const paints: readonly Paint[] = ['plain', 'choice', 'inner', 'mark', 'wildcard', 'variable', 'tag']
/** Longer texts stay plain: they are scripts and pasted pages. */
const longestPainted = 20_000

/** How a prompt is coloured while it is written. */
export function paintedRuns(text: string, issues: readonly PromptIssue[], isSsml: boolean): PaintedRun[] {
  if (text === '' || text.length > longestPainted) return [{ text, paint: 'plain', issue: null }]
  const colours = new Uint8Array(text.length)
  const marked = new Uint8Array(text.length)
  const fill = (paint: Paint, from: number, to: number) => colours.fill(paints.indexOf(paint), from, to)
  if (isSsml) for (const { start, end } of ssmlTags(text)) fill('tag', start, end)
  paintNodes(parsePrompt(text).nodes, 0, fill)
  for (const { start, end, severity } of issues) {
    for (let at = start; at < Math.min(end, text.length); at++) marked[at] = Math.max(marked[at]!, severity === 'error' ? 2 : 1)
  }
  const runs: PaintedRun[] = []
  for (let from = 0; from < text.length; ) {
    let to = from + 1
    while (to < text.length && colours[to] === colours[from] && marked[to] === marked[from]) to += 1
    runs.push({ text: text.slice(from, to), paint: paints[colours[from]!]!, issue: marked[from] === 2 ? 'error' : marked[from] === 1 ? 'warning' : null })
    from = to
  }
  return runs
}

function paintNodes(nodes: readonly PromptNode[], depth: number, fill: (paint: Paint, from: number, to: number) => void): void {
  for (const node of nodes) {
    switch (node.kind) {
      case 'literal':
        break
      case 'wildcard':
        fill('wildcard', node.start, node.end)
        break
      case 'variable':
        fill('variable', node.start, node.end)
        paintNodes(node.fallback ?? [], depth + 1, fill)
        break
      case 'definition':
        fill('variable', node.start, node.end)
        paintNodes(node.value, depth + 1, fill)
        break
      case 'choice':
        fill(depth % 2 === 0 ? 'choice' : 'inner', node.start, node.end)
        fill('mark', node.start, node.headerEnd)
        fill('mark', node.end - 1, node.end)
        for (const option of node.options) {
          if (option.end < node.end - 1) fill('mark', option.end, option.end + 1)
          fill('mark', option.start, option.weightEnd)
          paintNodes(option.nodes, depth + 1, fill)
        }
    }
  }
}
