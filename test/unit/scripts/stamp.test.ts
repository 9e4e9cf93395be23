import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashOf, isStamped, stamp } from '../../../scripts/stamp.mjs'

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'doitong-stamp-'))
  mkdirSync(join(base, 'src', 'deep'), { recursive: true })
  writeFileSync(join(base, 'src', 'deep', 'a.ts'), 'one')
  writeFileSync(join(base, 'src', 'b.ts'), 'two')
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

test('a touched file is the same, a changed, renamed, added or removed one is not', () => {
  const before = hashOf(base, ['src', 'absent.json'])
  utimesSync(join(base, 'src', 'b.ts'), 1, 1)
  expect(hashOf(base, ['src', 'absent.json'])).toBe(before)

  const hashes = new Set([before])
  const seen = () => hashes.add(hashOf(base, ['src', 'absent.json'])).size
  writeFileSync(join(base, 'src', 'deep', 'a.ts'), 'ONE')
  expect(seen()).toBe(2)
  renameSync(join(base, 'src', 'b.ts'), join(base, 'src', 'c.ts'))
  expect(seen()).toBe(3)
  writeFileSync(join(base, 'absent.json'), '')
  expect(seen()).toBe(4)
  rmSync(join(base, 'src', 'deep', 'a.ts'))
  expect(seen()).toBe(5)
})

test('where a file ends belongs to the hash', () => {
  writeFileSync(join(base, 'src', 'b.ts'), 'two\0x')
  const first = hashOf(base, ['src'])
  writeFileSync(join(base, 'src', 'b.ts'), 'two')
  writeFileSync(join(base, 'src', 'x'), '')
  expect(hashOf(base, ['src'])).not.toBe(first)
})

test('a stamp holds until the hash differs or the stamp is gone', () => {
  const file = join(base, 'out', '.stamp')
  expect(isStamped(file, 'abc')).toBe(false)
  stamp(file, 'abc')
  expect(isStamped(file, 'abc')).toBe(true)
  expect(isStamped(file, 'abd')).toBe(false)
})
