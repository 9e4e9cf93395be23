import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressOf } from '../../../../src-main/webhooks/address'
import { generationIds } from '../../../../src-main/webhooks/generationIds'
import { isSigned, isTimely } from '../../../../src-main/webhooks/signature'

const secret = 'a secret of the endpoint'
const body = Buffer.from(JSON.stringify({ event: 'generation.completed', generation: { id: 'gen_1', status: 'COMPLETED', url: 'https://cdn.example.org/a.mp4' } }))
const hmac = (bytes: Uint8Array, key = secret) => createHmac('sha256', key).update(bytes)
const hex = hmac(body).digest('hex')
const base64 = hmac(body).digest('base64')

describe('a signature', () => {
  test.each([hex, `sha256=${hex}`, base64, `sha256=${base64}`, hex.toUpperCase()])('is taken as %s', (header) => {
    expect(isSigned(body, header, [secret])).toBe(true)
  })
  test.each([
    undefined, '', 'sha256=', hex.slice(1), `${hex}00`, `${hex} `, `sha1=${hex}`, `sha256=sha256=${hex}`, base64.slice(0, -1), `${base64}=`, `${hex}, ${hex}`,
    hmac(body).digest('base64url'),
  ])('is not taken as %s', (header) => {
    expect(isSigned(body, header, [secret])).toBe(false)
  })
  test('holds under either of two secrets, and under no other', () => {
    const header = hmac(body, 'the new one').digest('hex')
    expect(isSigned(body, header, [secret, 'the new one'])).toBe(true)
    expect(isSigned(body, hex, [secret, 'the new one'])).toBe(true)
    expect(isSigned(body, hmac(body, 'another').digest('hex'), [secret, 'the new one'])).toBe(false)
    expect(isSigned(body, hex, [])).toBe(false)
    expect(isSigned(body, hmac(body, '').digest('hex'), [''])).toBe(false)
  })
  test('is one over the raw bytes: the same value written anew is another body', () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString()) as unknown, null, 1))
    expect(isSigned(again, hex, [secret])).toBe(false)
  })
  test('no mutation of a valid call is accepted', () => {
    const changed = fc.record({
      header: fc.constantFrom(hex, `sha256=${hex}`, base64),
      inBody: fc.boolean(),
      kind: fc.constantFrom('flip', 'drop', 'insert', 'swap'),
      at: fc.nat(),
      byte: fc.integer({ min: 1, max: 255 }),
    })
    fc.assert(
      fc.property(changed, ({ header, inBody, kind, at, byte }) => {
        const before = inBody ? body : Buffer.from(header, 'latin1')
        const after = mutated(before, kind, at % before.length, byte)
        fc.pre(!after.equals(before))
        expect(inBody ? isSigned(after, header, [secret]) : isSigned(body, after.toString('latin1'), [secret])).toBe(false)
      }),
      { numRuns: 10_000, seed: 20_261_123 },
    )
  })
})

function mutated(bytes: Buffer, kind: string, at: number, byte: number): Buffer {
  const piece = bytes.subarray(at, at + 1)
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at + 1)]
  switch (kind) {
    case 'flip':
      return Buffer.concat([head, Buffer.from([(piece[0] as number) ^ byte]), tail])
    case 'drop':
      return Buffer.concat([head, tail])
    case 'insert':
      return Buffer.concat([head, Buffer.from([byte]), piece, tail])
    default:
      return Buffer.concat([tail, head, piece])
  }
}

test("a call's own time may be five minutes off, either way, in seconds or milliseconds", () => {
  const now = 1_790_000_000_000
  for (const off of [0, 299, 300, -300]) expect(isTimely(String(now / 1_000 + off), now)).toBe(true)
  for (const off of [301, -301, 86_400]) expect(isTimely(String(now / 1_000 + off), now)).toBe(false)
  expect(isTimely(String(now + 299_000), now)).toBe(true)
  expect(isTimely(String(now + 301_000), now)).toBe(false)
  for (const text of [undefined, '', 'now', 'NaN', '-1', '1e9', `${now / 1_000}x`, '0x6ab', '9'.repeat(40)]) expect(isTimely(text, now)).toBe(false)
})

describe('which generation a call speaks of', () => {
  const read = (value: unknown) => generationIds(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)))
  test.each([
    [{ id: 'a' }, ['a']],
    [{ event: 'x', generation: { id: 'a', status: 'COMPLETED' } }, ['a']],
    [{ data: { generation: { id: 7 } } }, ['7']],
    [{ generationId: 'a', id: 'event' }, ['a', 'event']],
    [{ generation_id: 'a' }, ['a']],
    [[{ id: 'a' }, { id: 'b' }], ['a', 'b']],
    ['not json', []],
    ['"text"', []],
    ['null', []],
    [{ id: '' }, []],
    [{ id: 'x'.repeat(301) }, []],
    ['{"__proto__":{"id":"a"}}', ['a']],
  ])('%j', (value, ids) => {
    expect(read(value).toSorted()).toEqual(ids.toSorted())
  })
  test('a hostile body costs little and throws nothing', () => {
    expect(read(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toEqual([])
    expect(read({ all: Array.from({ length: 20_000 }, (_, index) => ({ id: `g${index}` })) }).length).toBeLessThanOrEqual(16)
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => Array.isArray(generationIds(bytes))))
  })
})

describe("the tunnel's address", () => {
  test.each([
    ['https://tunnel.example.org', 'https://tunnel.example.org/TOKEN', 'tunnel.example.org', ['/TOKEN']],
    ['https://Tunnel.example.org:8443/', 'https://tunnel.example.org:8443/TOKEN', 'tunnel.example.org:8443', ['/TOKEN']],
    ['https://example.org/studio/', 'https://example.org/studio/TOKEN', 'example.org', ['/studio/TOKEN', '/TOKEN']],
    ['http://127.0.0.1:47800', 'http://127.0.0.1:47800/TOKEN', '127.0.0.1:47800', ['/TOKEN']],
  ])('%s', (publicUrl, url, host, paths) => {
    expect(addressOf(publicUrl, 'TOKEN')).toEqual({ url, host, paths })
  })
  test.each(['', 'tunnel.example.org', 'http://tunnel.example.org', 'https://u:p@example.org', 'https://example.org/?a=1', 'https://example.org/#a', 'file:///etc', 'https://'])(
    '%s is none', (publicUrl) => {
      expect(addressOf(publicUrl, 'TOKEN')).toBeNull()
    },
  )
})
