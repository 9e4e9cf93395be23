/** What one answer to a request for a file means for the part that is already there. Pure. */
export type RangeDecision =
  /** Append from `offset`. */
  | { act: 'append'; totalBytes: number | null }
  /** The whole file comes: begin anew. */
  | { act: 'rewrite'; totalBytes: number | null; validator: string | null }
  /** The part is already the whole file. */
  | { act: 'complete' }
  /** What came does not fit the part: ask again, for all of it. */
  | { act: 'restart' }
  | { act: 'expired' }
  | { act: 'refused'; status: number }

interface Part {
  offset: number
  validator: string | null
  totalBytes: number | null
}

export function decideRange(part: Part, status: number, header: (name: string) => string | null): RangeDecision {
  const length = wholeNumber(header('content-length'))
  if (status === 200) return { act: 'rewrite', totalBytes: length, validator: validatorOf(header) }
  if (status === 206) {
    const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header('content-range') ?? '')
    if (!range || part.offset === 0) return { act: 'restart' }
    const total = range[3] === '*' ? null : Number(range[3])
    const fits = Number(range[1]) === part.offset && (total === null || part.totalBytes === null || total === part.totalBytes)
    const reaches = total === null || Number(range[2]) === total - 1
    const etag = header('etag')
    const sameVersion = etag === null || part.validator === null || !part.validator.startsWith('"') || etag === part.validator
    return fits && reaches && sameVersion ? { act: 'append', totalBytes: total ?? part.totalBytes } : { act: 'restart' }
  }
  if (status === 416) {
    const total = /^bytes \*\/(\d+)$/.exec(header('content-range') ?? '')?.[1]
    const isWhole = total !== undefined && Number(total) === part.offset && part.totalBytes === part.offset
    return isWhole ? { act: 'complete' } : { act: 'restart' }
  }
  if (status === 401 || status === 403 || status === 404 || status === 410) return { act: 'expired' }
  return { act: 'refused', status }
}

/** What `If-Range` may name: a strong ETag, else the date of the last change; null: nothing proves that the file is still the same. */
function validatorOf(header: (name: string) => string | null): string | null {
  const etag = header('etag')
  if (etag !== null && /^"[^"]*"$/.test(etag)) return etag
  const modified = header('last-modified')
  return modified !== null && !Number.isNaN(Date.parse(modified)) ? modified : null
}

function wholeNumber(value: string | null): number | null {
  return value !== null && /^\d+$/.test(value) ? Number(value) : null
}
