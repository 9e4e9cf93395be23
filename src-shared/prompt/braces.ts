import { mostIssues, type PromptIssue } from './syntax'

/** What a backslash takes the meaning from. */
export const special: ReadonlySet<string> = new Set(['\\', '{', '}', '|', '_', '$', ':'])

/** Pairs inside each other; deeper ones are literal, so that reading has an end. */
const deepest = 64

/** Which brace closes which, escaped ones apart; a brace without its partner is told and stays literal. */
export function pairBraces(text: string, issues: PromptIssue[]): Map<number, number> {
  const pairs: [start: number, end: number][] = []
  const open: number[] = []
  const tell = (code: 'unpaired-brace' | 'too-deep', at: number) => {
    if (issues.length < mostIssues * 2) issues.push({ code, severity: code === 'too-deep' ? 'error' : 'warning', start: at, end: at + 1 })
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '\\' && special.has(text[at + 1] ?? '')) at += 1
    else if (character === '{') open.push(at)
    else if (character === '}') {
      const start = open.pop()
      if (start === undefined) tell('unpaired-brace', at)
      else pairs.push([start, at])
    }
  }
  for (const at of open) tell('unpaired-brace', at)
  return new Map(withoutTheDeepest(pairs, (at) => tell('too-deep', at)))
}

/** Read by their ends from the last to the first, a pair comes after those around it, and its start tells which those are. */
function withoutTheDeepest(pairs: readonly (readonly [number, number])[], tell: (at: number) => void): (readonly [number, number])[] {
  const around: number[] = []
  return pairs.toReversed().filter(([start]) => {
    while ((around.at(-1) ?? -1) > start) around.pop()
    if (around.length >= deepest) {
      tell(start)
      return false
    }
    around.push(start)
    return true
  })
}
