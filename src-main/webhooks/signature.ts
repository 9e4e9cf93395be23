import { createHmac, timingSafeEqual } from 'node:crypto'

/** How far a call's own time may be off, either way. */
const toleranceMilliseconds = 300_000

/**
 * Whether `header` holds the HMAC-SHA256 of exactly these bytes under one of the secrets: in hex, in base64, or in hex or base64 behind `sha256=`.
 * Each form has one spelling (two for hex: all small or all large), so that no changed header passes. Every secret is tried, in constant time. Pure.
 */
export function isSigned(body: Uint8Array, header: string | undefined, secrets: readonly string[]): boolean {
  const given = header === undefined ? null : signatureBytes(header)
  let isValid = false
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(body).digest()
    const isEqual = timingSafeEqual(expected, given ?? Buffer.alloc(expected.byteLength))
    isValid = (isEqual && given !== null && secret.length > 0) || isValid
  }
  return isValid
}

function signatureBytes(header: string): Buffer | null {
  const text = header.startsWith('sha256=') ? header.slice('sha256='.length) : header
  if (/^(?:[\da-f]{64}|[\dA-F]{64})$/.test(text)) return Buffer.from(text, 'hex')
  if (!/^[A-Za-z\d+/]{43}=$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

/** Whether a call's own time (epoch seconds or milliseconds, told apart by size) lies within five minutes of `now`, epoch milliseconds. Pure. */
export function isTimely(header: string | undefined, now: number): boolean {
  if (header === undefined || !/^\d{1,15}(?:\.\d{1,9})?$/.test(header)) return false
  const number = Number(header)
  const at = number > 100_000_000_000 ? number : number * 1_000
  return Math.abs(now - at) <= toleranceMilliseconds
}
