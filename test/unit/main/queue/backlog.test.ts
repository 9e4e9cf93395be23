import { describe, expect, test } from 'vitest'
import { byExpiry, fetchesFirst, type UnfetchedResult } from '../../../../src-main/queue/backlog'
import { linkExpiry, openLinks } from '../../../../src-main/queue/links'
import { now } from './records'

const minute = 60_000
const at = Date.parse('2026-11-23T09:00:00Z')

describe('until when a link says that it works', () => {
  test.each([
    ['S3', 'https://b.s3.amazonaws.com/r.mp4?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261123T080000Z&X-Amz-Expires=3600&X-Amz-Signature=00', at],
    ['S3 in small letters', 'https://b.example/r?x-amz-date=20261123T080000Z&x-amz-expires=3600', at],
    ['Google', 'https://storage.googleapis.com/b/r?X-Goog-Date=20261123T080000Z&X-Goog-Expires=3600', at],
    ['CloudFront', `https://d.cloudfront.net/r.mp4?Expires=${at / 1_000}&Signature=x&Key-Pair-Id=y`, at],
    ['milliseconds', `https://x.example/r?expires=${at}`, at],
    ['a token’s own name for it', `https://x.example/r?exp=${at / 1_000}`, at],
    ['Azure', 'https://a.blob.core.windows.net/c/r?sv=2022&se=2026-11-23T09%3A00%3A00Z&sig=x', at],
    ['nothing', 'https://x.example/r.mp4?size=large', null],
    ['a duration without its start', 'https://x.example/r?X-Amz-Expires=3600', null],
    ['a lifetime in place of a moment', 'https://x.example/r?expires=3600', null],
    ['no number', 'https://x.example/r?expires=never&exp=&se=soon', null],
    ['a broken date', 'https://x.example/r?X-Amz-Date=yesterday&X-Amz-Expires=60', null],
    ['a lifetime below nothing', 'https://x.example/r?X-Amz-Date=20261123T080000Z&X-Amz-Expires=-5', null],
    ['the year 5000', 'https://x.example/r?expires=95617584000', null],
    ['no address', 'data:', null],
  ])('%s', (_name, url, expected) => expect(linkExpiry(url)).toBe(expected))

  test('where it says nothing, what was refused once teaches', () => {
    const links = openLinks()
    expect(links.expiresAt('a', 'https://x.example/1', now)).toBeNull()
    links.expired('a', now + 5 * minute)
    expect(links.expiresAt('b', 'https://x.example/2', now + 6 * minute)).toBe(now + 11 * minute)
    expect(links.expiresAt('b', 'https://x.example/2', now + 9 * minute)).toBe(now + 11 * minute)
    expect(links.expiresAt('b', 'https://x.example/fresh', now + 9 * minute)).toBe(now + 14 * minute)
    expect(links.expiresAt('c', 'https://elsewhere.example/3', now)).toBeNull()
    links.expired('nobody', now)
  })
})

describe('results before new jobs', () => {
  const result = (change: Partial<UnfetchedResult> = {}): UnfetchedResult => ({ id: 'r', isBusy: false, nextAt: 0, expiresAt: null, ...change })
  const none = new Set<string>()
  test.each([
    ['none waits', [], false],
    ['one whose end is not known', [result()], false],
    ['one with much time', [result({ expiresAt: now + 60 * minute })], false],
    ['one that soon ends', [result({ expiresAt: now + 5 * minute })], true],
    ['one that has ended', [result({ expiresAt: now - minute })], true],
    ['one that soon ends and is being fetched', [result({ expiresAt: now + minute, isBusy: true })], false],
    ['one that soon ends and waits for its next try', [result({ expiresAt: now + minute, nextAt: now + minute })], false],
    ['one that soon ends behind others', [result({ isBusy: true }), result({ expiresAt: now + minute })], true],
    ['many', Array.from({ length: 24 }, () => result({ isBusy: true })), true],
    ['fewer than many', Array.from({ length: 23 }, () => result({ nextAt: now + minute })), false],
  ])('%s', (_name, results, expected) => expect(fetchesFirst(now, results, none, 3)).toBe(expected))
  test('what begins this moment waits no more, and many places bear more', () => {
    expect(fetchesFirst(now, [result({ expiresAt: now + minute })], new Set(['r']), 3)).toBe(false)
    expect(fetchesFirst(now, Array.from({ length: 39 }, () => result()), none, 10)).toBe(false)
    expect(fetchesFirst(now, Array.from({ length: 40 }, () => result()), none, 10)).toBe(true)
  })
  test('what ends first is fetched first, the rest in its order', () => {
    const list = [result({ id: 'a' }), result({ id: 'b', expiresAt: now + 9 }), result({ id: 'c' }), result({ id: 'd', expiresAt: now + 1 })]
    expect(byExpiry(list).map(({ id }) => id)).toEqual(['d', 'b', 'a', 'c'])
  })
})
