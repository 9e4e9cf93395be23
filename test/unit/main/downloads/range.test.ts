import { describe, expect, test } from 'vitest'
import { decideRange } from '../../../../src-main/downloads/range'

const part = { offset: 100, validator: '"v1"', totalBytes: 500 }
const decide = (status: number, headers: Record<string, string> = {}, of = part) => decideRange(of, status, (name) => headers[name] ?? null)

describe('what an answer means for a part', () => {
  test.each<[string, number, Record<string, string>, object]>([
    ['the rest', 206, { 'content-range': 'bytes 100-499/500', etag: '"v1"' }, { act: 'append', totalBytes: 500 }],
    ['the rest of an unknown whole', 206, { 'content-range': 'bytes 100-499/*' }, { act: 'append', totalBytes: 500 }],
    ['another start', 206, { 'content-range': 'bytes 90-499/500' }, { act: 'restart' }],
    ['another whole', 206, { 'content-range': 'bytes 100-599/600' }, { act: 'restart' }],
    ['only a piece', 206, { 'content-range': 'bytes 100-199/500' }, { act: 'restart' }],
    ['another version of the same length', 206, { 'content-range': 'bytes 100-499/500', etag: '"v2"' }, { act: 'restart' }],
    ['several ranges', 206, { 'content-type': 'multipart/byteranges; boundary=x' }, { act: 'restart' }],
    ['everything again', 200, { 'content-length': '500', etag: '"v2"' }, { act: 'rewrite', totalBytes: 500, validator: '"v2"' }],
    ['a weak validator', 200, { etag: 'W/"v2"' }, { act: 'rewrite', validator: null }],
    ['a date instead', 200, { etag: 'W/"v2"', 'last-modified': 'Mon, 23 Nov 2026 08:00:00 GMT' }, { validator: 'Mon, 23 Nov 2026 08:00:00 GMT' }],
    ['beyond the end', 416, { 'content-range': 'bytes */500' }, { act: 'restart' }],
    ['expired', 403, {}, { act: 'expired' }],
    ['gone', 410, {}, { act: 'expired' }],
    ['busy', 503, {}, { act: 'refused', status: 503 }],
  ])('%s', (_name, status, headers, expected) => {
    expect(decide(status, headers)).toMatchObject(expected)
  })

  test('beyond the end of a part that is whole: it is complete', () => {
    expect(decide(416, { 'content-range': 'bytes */500' }, { ...part, offset: 500 })).toEqual({ act: 'complete' })
  })
})
