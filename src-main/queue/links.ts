/** Until when the address of a result works, as far as it says so itself or its host has taught. */
export interface Links {
  /** Epoch milliseconds; null: not known. */
  expiresAt(jobId: string, url: string, now: number): number | null
  /** It was refused as expired: links of that host live no longer than this one did. */
  expired(jobId: string, now: number): void
  forget(jobId: string): void
}

const year = 365 * 24 * 3_600_000

/** The moment that a signed address names as its end, epoch milliseconds; null when it names none, or none that makes sense. Pure. */
export function linkExpiry(url: string): number | null {
  const parameters = new Map([...(parsed(url)?.searchParams ?? [])].map(([name, value]) => [name.toLowerCase(), value]))
  for (const vendor of ['amz', 'goog']) {
    const signedAt = basicDate(parameters.get(`x-${vendor}-date`))
    const seconds = Number(parameters.get(`x-${vendor}-expires`) ?? Number.NaN)
    if (signedAt !== null && seconds > 0 && seconds * 1_000 < year) return signedAt + seconds * 1_000
  }
  // Azure writes a date, everybody else counts.
  return sensible(Date.parse(parameters.get('se') ?? '')) ?? epoch(parameters.get('expires')) ?? epoch(parameters.get('exp'))
}

/** Links are remembered for this run: what a host taught is learned again with one free question. */
export function openLinks(): Links {
  const seen = new Map<string, { url: string; since: number }>()
  const lifetimes = new Map<string, number>()
  return {
    expiresAt(jobId, url, now) {
      const known = seen.get(jobId)
      const since = known?.url === url ? known.since : now
      if (known?.url !== url) seen.set(jobId, { url, since })
      const lifetime = lifetimes.get(hostOf(url))
      return linkExpiry(url) ?? (lifetime === undefined ? null : since + lifetime)
    },
    expired(jobId, now) {
      const known = seen.get(jobId)
      if (known === undefined) return
      const host = hostOf(known.url)
      lifetimes.set(host, Math.min(lifetimes.get(host) ?? Infinity, Math.max(0, now - known.since)))
    },
    forget: (jobId) => void seen.delete(jobId),
  }
}

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null
}

function hostOf(url: string): string {
  return parsed(url)?.host ?? ''
}

/** `20261123T080000Z` */
function basicDate(text: string | undefined): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '')
  if (match === null) return null
  const [, y, mo, d, h, mi, s] = match.map(Number) as [number, number, number, number, number, number, number]
  return sensible(Date.UTC(y, mo - 1, d, h, mi, s))
}

/** Seconds or milliseconds, told apart by size. */
function epoch(text: string | undefined): number | null {
  if (text === undefined || !/^\d{9,14}$/.test(text)) return null
  const value = Number(text)
  return sensible(value < 1e11 ? value * 1_000 : value)
}

/** What lies before the turn of the millennium or after its first century is a number that means something else. */
function sensible(at: number): number | null {
  return at >= 946_684_800_000 && at < 4_102_444_800_000 ? at : null
}
