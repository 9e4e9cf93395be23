/** A value of a JSON text that knows where it stands. */
export interface Located {
  line: number
  /** Members of an object in their order, a name given twice included; null for any other value. */
  members: { name: string; line: number; value: Located }[] | null
  /** Elements of an array; null for any other value. */
  elements: Located[] | null
  /** The value without its places. */
  plain: unknown
}

export class JsonError extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message)
    this.name = 'JsonError'
  }
}

const deepest = 64
const space = /[ \t\n\r]*/y
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/**
 * Parses JSON and keeps the line of every value, which `JSON.parse` does not tell, not even of a mistake.
 *
 * @throws JsonError
 */
export function parseLocated(source: string, firstLine = 1): Located {
  let at = 0
  let line = firstLine

  const fail = (expected: string): never => {
    const found = at >= source.length ? 'the end' : JSON.stringify(source[at])
    throw new JsonError(line, `This is not JSON: expected ${expected}, found ${found}`)
  }
  const skip = () => {
    const skipped = match(space) as string
    for (const character of skipped) if (character === '\n') line++
  }
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at
    const found = pattern.exec(source)?.[0] ?? null
    if (found !== null) at += found.length
    return found
  }
  const take = (character: string): boolean => {
    if (source[at] !== character) return false
    at++
    return true
  }
  const readText = (): string => {
    const quoted = match(text)
    return quoted === null ? fail('text in double quotes') : (JSON.parse(quoted) as string)
  }
  /** What stands between an opening and its closing mark, separated by commas. */
  const readList = (close: string, readOne: () => void) => {
    skip()
    if (take(close)) return
    for (;;) {
      skip()
      readOne()
      skip()
      if (take(close)) return
      if (!take(',')) fail(`"," or "${close}"`)
    }
  }
  const readValue = (depth: number): Located => {
    if (depth > deepest) throw new JsonError(line, 'This is nested too deeply')
    const start = line
    if (take('{')) {
      const members: NonNullable<Located['members']> = []
      readList('}', () => {
        const place = line
        const name = readText()
        skip()
        if (!take(':')) fail('":"')
        skip()
        members.push({ name, line: place, value: readValue(depth + 1) })
      })
      return { line: start, members, elements: null, plain: Object.fromEntries(members.map(({ name, value }) => [name, value.plain])) }
    }
    if (take('[')) {
      const elements: Located[] = []
      readList(']', () => elements.push(readValue(depth + 1)))
      return { line: start, members: null, elements, plain: elements.map((element) => element.plain) }
    }
    if (source[at] === '"') return { line: start, members: null, elements: null, plain: readText() }
    const literal = match(word)
    return { line: start, members: null, elements: null, plain: literal === null ? fail('a value') : JSON.parse(literal) }
  }

  skip()
  const value = readValue(0)
  skip()
  if (at < source.length) fail('nothing more')
  return value
}
