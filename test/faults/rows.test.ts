import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { proofs, rows } from './rows'

describe('the table of rows', () => {
  test('has each of the 88 once, each with a proof or the reason why there is none', () => {
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 88 }, (_, index) => index + 1))
    for (const { row, proofs: found, open } of rows) expect(found.length > 0 || open !== undefined, `row ${row}`).toBe(true)
  })

  test('names tests that exist', () => {
    for (const { row, proofs: found } of rows) {
      for (const { file, test: title } of found) {
        const path = join('test', file)
        expect(existsSync(path), `row ${row}: ${path}`).toBe(true)
        // A title stands in its test's own quotes.
        const source = readFileSync(path, 'utf8')
        const isThere = ["'", '"', '`'].some((quote) => source.includes(quote + title))
        expect(isThere, `row ${row}: ${file}: ${title}`).toBe(true)
      }
    }
  })

  test('names files that exist', () => {
    for (const { files } of Object.values(proofs)) for (const file of files) expect(existsSync(join('test', file)), file).toBe(true)
  })
})
