import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readWoff } from '../../../src-sandbox/media'
import { wrap } from '../../../src-sandbox/media/caption'

const fonts = ['inter-latin-500-normal.woff', 'inter-latin-ext-500-normal.woff'].map(file => readWoff(`resources/sandbox/fonts/${file}`))

function widthOf(line: string): number {
  return Array.from(line).reduce((sum, character) => {
    const code = character.codePointAt(0) ?? 0
    return sum + (fonts.find(font => font.has(code))?.advance(code) ?? 0)
  }, 0)
}

test('the font file is read: letters have their widths', () => {
  expect(widthOf('i')).toBeLessThan(widthOf('W'))
  expect(widthOf('Żółć ñ')).toBeGreaterThan(2)
})

test('no line is wider than there is room, and no word is lost where all fits', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 20 }), fc.integer({ min: 4, max: 40 }), (words, room) => {
      const lines = wrap(words.join(' '), fonts, room, 3)
      expect(lines.length).toBeLessThanOrEqual(3)
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(room + 1e-9)
    }),
  )
  expect(wrap('one two three', fonts, 40, 3)).toEqual(['one two three'])
  expect(wrap('one two three four five six seven eight nine ten', fonts, 6, 2).at(-1)).toMatch(/…$/)
  expect(wrap('山水', fonts, 40, 3)).toEqual([])
})
