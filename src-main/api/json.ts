/** An answer nested deeper than this is not looked at. */
const maxDepth = 64

/** Why a text is not taken for an answer of an API. */
export class AnswerFormatError extends Error {
  constructor(
    readonly reason: 'not-json' | 'too-deep' | 'ambiguous',
    message: string,
  ) {
    super(message)
    this.name = 'AnswerFormatError'
  }
}

/**
 * `JSON.parse` for answers from outside: bounded in depth, and refusing what two readers could understand differently (a name twice in
 * one object, `__proto__`). The shape is walked before anything is built.
 *
 * @throws AnswerFormatError
 */
export function parseAnswer(text: string): unknown {
  inspect(text)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AnswerFormatError('not-json', error instanceof Error ? error.message : 'Not JSON')
  }
}

/** Names seen so far in each open object; null for an open list. */
function inspect(text: string): void {
  const open: (Set<string> | null)[] = []
  let index = 0
  while (index < text.length) {
    const character = text[index]
    if (character === '"') {
      const end = endOfString(text, index)
      const names = open.at(-1)
      if (names && isName(text, end)) noteName(names, text.slice(index, end))
      index = end
      continue
    }
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null)
      if (open.length > maxDepth) throw new AnswerFormatError('too-deep', `Nested deeper than ${maxDepth}`)
    } else if (character === '}' || character === ']') open.pop()
    index++
  }
}

function endOfString(text: string, start: number): number {
  let index = start + 1
  while (index < text.length) {
    if (text[index] === '\\') index += 2
    else if (text[index] === '"') return index + 1
    else index++
  }
  return text.length
}

function isName(text: string, after: number): boolean {
  let index = after
  while (index < text.length && ' \n\r\t'.includes(text[index] as string)) index++
  return text[index] === ':'
}

function noteName(names: Set<string>, quoted: string): void {
  let name: string
  try {
    name = JSON.parse(quoted) as string
  } catch {
    throw new AnswerFormatError('not-json', 'A name is not a string')
  }
  if (name === '__proto__') throw new AnswerFormatError('ambiguous', 'A field is called __proto__')
  if (names.has(name)) throw new AnswerFormatError('ambiguous', 'A field stands twice in one object')
  names.add(name)
}
