/** Both ends inclusive. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * The one range a `Range` header asks of a file. `whole`: none, several, or something else than bytes, which may be left unheeded.
 * An open or too long range goes to the end of the file: a shorter answer would be taken for the whole of it.
 */
export function readRange(header: string | null, sizeBytes: number): ByteRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(\d{0,16})-(\d{0,16})$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return 'whole'
  const [first, last] = [match[1]!, match[2]!]
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  return start > end || start >= sizeBytes ? 'unsatisfiable' : { start, end }
}
