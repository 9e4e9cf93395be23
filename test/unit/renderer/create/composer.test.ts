import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginTable, problemsByRow, rowsToSend, withCell } from '../../../../src-renderer/create/importRows'
import { paintedRuns } from '../../../../src-renderer/create/promptPaint'
import { isSsml, ssmlRemarks } from '../../../../src-renderer/create/ssml'
import { languagesOf, voiceOf } from '../../../../src-renderer/create/voices'
import { parsePrompt } from '../../../../src-shared/prompt'
import type { ImportTable } from '../../../../src-shared/table'

describe('painting a prompt', () => {
  it('shows every character once, in its order, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: fc.constantFrom(...'{}|\\_$:=a <>/\n', '__a__', '2$$') }), fc.string({ unit: 'binary' })), fc.boolean(), (text, ssml) => {
        expect(paintedRuns(text, parsePrompt(text).issues, ssml).map((run) => run.text).join('')).toBe(text)
      }),
    )
  })
  it('tells signs, alternatives, wildcards and mistakes apart', () => {
    const runs = paintedRuns('A {red|2::__hue__} {', parsePrompt('A {red|2::__hue__} {').issues, false)
    expect(runs.map(({ text, paint, issue }) => [text, paint, issue].filter((one) => one !== null && one !== 'plain').join(' '))).toEqual([
      'A ', '{ mark', 'red choice', '|2:: mark', '__hue__ wildcard', '} mark', ' ', '{ warning',
    ])
  })
})

describe('speech markup', () => {
  it('is known by its root, and what is well formed is not remarked on', () => {
    expect(isSsml('  <speak>Hi</speak>')).toBe(true)
    expect(isSsml('Hi <break/>')).toBe(false)
    expect(ssmlRemarks('<speak version="1.1">Hi <break time="1s"/> <prosody rate="slow">a &amp; b</prosody><!-- > --></speak>')).toEqual([])
  })
  it('is remarked on where it stands', () => {
    const remarks = (text: string) => ssmlRemarks(text).map(({ code, start, name }) => `${code} ${start} ${name}`)
    expect(remarks('<speak><p>Hi</speak>')).toEqual(['not-closed 7 p'])
    expect(remarks('<speak>Hi</p></speak>')).toEqual(['not-opened 9 p'])
    expect(remarks('<speak><wow>Hi</wow></speak>')).toEqual(['unknown-tag 7 wow'])
    expect(remarks('<speak>a & b < c</speak>')).toEqual(['stray-sign 9 &', 'stray-sign 13 <'])
    expect(remarks('<speak>a</speak> b')).toEqual(['no-root 17 speak'])
    expect(remarks('<speak><mstts:express-as style="x">a</mstts:express-as></speak>')).toEqual([])
  })
  it('never fails', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'<>/&;!-?"\'ab ', '<speak>', '</speak>', '<!--'), maxLength: 80 }), (text) => void ssmlRemarks(text)))
  })
})

it('reads the language of a voice out of its name', () => {
  expect(voiceOf('es-ES-Wavenet-B')).toEqual({ id: 'es-ES-Wavenet-B', language: 'es-ES', name: 'Wavenet-B' })
  expect(voiceOf('en_GB/kate').language).toBe('en-GB')
  expect(voiceOf('rachel')).toEqual({ id: 'rachel', language: null, name: 'rachel' })
  expect(languagesOf(['es-ES-A', 'de-DE-A', 'es-ES-B', 'kate'].map(voiceOf), (tag) => tag)).toEqual(['de-DE', 'es-ES'])
})

describe('an imported table', () => {
  const table: ImportTable = {
    id: 't', fileName: null, format: 'csv', columns: ['Prompt', 'ratio', 'note'], problems: [],
    rows: [{ line: 2, cells: ['a', '1:1', 'x'] }, { line: 3, cells: ['b', '', 'y'] }],
  }
  it('sends what is used, with defaults for what no column says', () => {
    const begun = beginTable(table)
    const edited = { ...withCell(begun, 1, 1, '16:9'), columns: ['Prompt', 'ratio', ''], out: new Set([0]) }
    expect(rowsToSend(edited, { type: 'IMAGE', provider: '', prompt: 'never' })).toEqual([
      { line: 3, fields: [{ name: 'Prompt', value: 'b' }, { name: 'ratio', value: '16:9' }, { name: 'type', value: 'IMAGE' }] },
    ])
    expect(begun.cells[1]).toEqual(['b', '', 'y'])
    expect(beginTable({ ...table, columns: ['Ideas'], rows: [] }).columns).toEqual(['prompt'])
  })
  it('shows problems in their cells', () => {
    const at = (field: string | null, line = 3) => ({ line, field, code: 'invalid' as const, message: '' })
    const rows = problemsByRow(beginTable(table), [at('RATIO'), at('options.ratio'), at('provider'), at(null, 2), at('prompt', 9)])
    expect([...rows].map(([row, columns]) => [row, [...columns.keys()]])).toEqual([[1, [1, -1]], [0, [-1]]])
  })
})
