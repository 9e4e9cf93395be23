import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { resolve, sep } from 'node:path'
import { fileName, foldedName, safeTitle, titleOf } from '../../../../src-main/library/fileName'
import { bigramsOf, searchOf } from '../../../../src-main/library/searchText'
import { readRange } from '../../../../src-main/library/ranges'

describe('file names', () => {
  const createdAt = new Date(2026, 10, 3, 9).getTime()

  test('say when and what', () => {
    expect(fileName({ title: 'A red fox, jumping', createdAt, shortId: '1a2b3c4d', extension: 'png' }, () => false)).toBe(
      '2026-11/2026-11-03_A-red-fox,-jumping_1a2b3c4d.png',
    )
  })

  test.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\x', 'C-x'],
    ['CON', 'untitled'],
    ['a\u202egpj.exe', 'agpj.exe'],
    ['.hidden', 'hidden'],
    ['dots...', 'dots'],
    ['   ', 'untitled'],
    ['zero\u200bwidth\u0007', 'zerowidth'],
    ['100%d', '100-d'],
    ['línea\nnueva', 'línea-nueva'],
    ['\ud800half', 'half'],
    ['日本語のタイトル', '日本語のタイトル'],
  ])('%j becomes %j', (title, expected) => expect(safeTitle(title)).toBe(expected))

  test('10,000 of them lie inside the library, differ whatever the case, and can be written anywhere', () => {
    const taken = new Set<string>()
    const root = resolve('/library')
    const title = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.constantFrom('CON', 'nul', '..', '../..', '/', '\\\\server\\share', 'a'.repeat(500), '…', 'A red fox', 'a RED fox', '%s%d', '-rf', '~'),
    )
    const parts = fc.record({ title, createdAt: fc.integer({ min: 0, max: 4e12 }), shortId: fc.constantFrom('1a2b3c4d', 'x'), extension: fc.constantFrom('png', '../x', 'mp4') })
    fc.assert(
      fc.property(parts, (each) => {
        const name = fileName(each, (candidate) => taken.has(foldedName(candidate)))
        const path = resolve(root, name)
        expect(path.startsWith(root + sep)).toBe(true)
        expect(taken.has(foldedName(name))).toBe(false)
        taken.add(foldedName(name))
        const [month, file, ...more] = name.split('/')
        expect(more).toEqual([])
        expect(month).toMatch(/^\d{4}-\d{2}$/)
        expect(Buffer.byteLength(file!)).toBeLessThanOrEqual(140)
        expect(file).toMatch(/^\d{4}-\d{2}-\d{2}_[^<>:"/\\|?*%~\p{C}]+\.(png|bin|mp4)$/u)
        expect(file).toBe(file!.normalize('NFC'))
        expect(file).not.toMatch(/[. ]\.\w+$/)
      }),
      { numRuns: 10_000 },
    )
  })

  test('a title is the first sentence of a prompt', () => {
    expect(titleOf('A fox.  Slow camera.', 'x')).toBe('A fox.')
    expect(titleOf(' \n ', 'video')).toBe('video')
    expect(Buffer.byteLength(titleOf('ñ'.repeat(400), 'x'))).toBeLessThanOrEqual(120)
  })
})

describe('ranges of a file of 100 bytes', () => {
  test.each([
    [null, 'whole'],
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=40-', { start: 40, end: 99 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-5', { start: 95, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=5-3', 'unsatisfiable'],
    ['bytes=0-1,5-6', 'whole'],
    ['lines=0-1', 'whole'],
    ['bytes=-', 'whole'],
  ] as const)('%s', (header, expected) => expect(readRange(header, 100)).toEqual(expected))

  test('an empty file has none', () => expect(readRange('bytes=0-', 0)).toBe('unsatisfiable'))
})

describe('search', () => {
  test.each([
    ['red "fox" OR (title:x) y*', '("red"*) AND ("fox") AND ("OR"*) AND ("title"*) AND ("x"*) AND ("y"*)', null],
    ['"red fox" -"blue dog" -cat', '("red fox")', '("blue dog") OR ("cat"*)'],
    ['flux-dev', '("flux"*) AND ("dev"*)', null],
    ['"still typing', '("still typing")', null],
    [' - "" *', null, null],
    ['猫', '(bigrams : "猫"*)', null],
    ['neon東京塔 -犬', '(bigrams : "東京 京塔" AND "neon"*)', '(bigrams : "犬"*)'],
  ])('%j', (typed, wanted, excluded) => expect(searchOf(typed)).toEqual({ wanted, excluded }))

  test('what is written without spaces is kept as pairs', () => {
    expect(bigramsOf('A 猫が走る, then', '夜 и ночь')).toBe('猫が が走 走る る 夜')
    expect(bigramsOf('A calm lake')).toBe('')
  })
})
