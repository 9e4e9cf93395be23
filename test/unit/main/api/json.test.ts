import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAnswer, type AnswerFormatError } from '../../../../src-main/api/json'

describe('answers from outside', () => {
  test('are read like any JSON', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 8 }), (text) => {
      fc.pre(!text.includes('__proto__'))
      expect(parseAnswer(text)).toEqual(JSON.parse(text))
    }))
  })

  test.each([
    ['<html>', 'not-json'],
    ['', 'not-json'],
    ['{"a":NaN}', 'not-json'],
    ['﻿{"a":1}', 'not-json'],
    ['{"a":1', 'not-json'],
    ['{"a":1,"a":2}', 'ambiguous'],
    ['{"a":1,"\\u0061":2}', 'ambiguous'],
    ['{"__proto__":{"polluted":true}}', 'ambiguous'],
    ['{"\\u005f_proto__":1}', 'ambiguous'],
    [`${'['.repeat(65)}${']'.repeat(65)}`, 'too-deep'],
    ['['.repeat(10_000), 'too-deep'],
  ])('%s is refused', (text, reason) => {
    expect(() => parseAnswer(text)).toThrow(expect.objectContaining({ reason }) as AnswerFormatError)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('the same name in different objects, and names inside texts, are fine', () => {
    expect(parseAnswer('{"a":{"x":"\\"a\\":1"},"b":{"x":1}}')).toEqual({ a: { x: '"a":1' }, b: { x: 1 } })
  })
})
