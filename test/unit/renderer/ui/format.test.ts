import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatter } from '../../../../src-renderer/ui/format'
import { fitNumber } from '../../../../src-renderer/ui/fitNumber'
import { parseNumber } from '../../../../src-shared/option'

const en = formatter('en')
const es = formatter('es')

describe('formatter', () => {
  it('writes lengths of time in few words', () => {
    expect(en.seconds(0.24)).toBe('0.2 s')
    expect(es.seconds(4.5)).toBe('4,5 s')
    expect(en.seconds(90)).toBe('90 s')
    expect(en.seconds(660)).toBe('11 min')
    expect(en.seconds(7500)).toBe('2 h 5 min')
    expect(en.secondsRange(840, 1080)).toBe('14–18 min')
    expect(en.secondsRange(60, 600)).toBe('60 s – 10 min')
    expect(en.secondsRange(60, 60)).toBe('60 s')
  })
  it('writes lengths of clips, sizes and credits', () => {
    expect(en.clock(5.04)).toBe('0:05')
    expect(en.clock(3723)).toBe('1:02:03')
    expect(en.bytes(999)).toBe('999 B')
    expect(en.bytes(4_100_000)).toBe('4.1 MB')
    expect(es.bytes(12_000_000)).toBe('12 MB')
    expect(en.amount(96.5)).toBe('96.5')
    expect(es.amount(96.5)).toBe('96,5')
  })
  it('says how long ago', () => {
    expect(en.ago(0, 3 * 3_600_000)).toBe('3 hours ago')
    expect(es.ago(0, 3 * 3_600_000)).toBe('hace 3 horas')
  })
})

describe('parseNumber', () => {
  it('takes a comma or a point and nothing doubtful', () => {
    expect(parseNumber('1,5')).toBe(1.5)
    expect(parseNumber(' -3. ')).toBe(-3)
    expect(parseNumber('1.000,5')).toBeNull()
    expect(parseNumber('1e5')).toBeNull()
    expect(parseNumber('')).toBeNull()
  })
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(parseNumber(String(value))).toBe(value)
      }),
    )
  })
  it('keeps to the limits', () => {
    expect(fitNumber(0.1 + 0.2, {})).toBe(0.3)
    expect(fitNumber(7.6, { integer: true, max: 7 })).toBe(7)
  })
})
