import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unzip } from '../../../scripts/zip.mjs'

interface Entry {
  name: string
  content: string
  isDeflated?: boolean
  mode?: number
  claimedBytes?: number
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doitong-zip-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A zip as the format describes it; the local headers carry an extra field that the directory does not have. */
function zip(entries: Entry[], comment = ''): string {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, isDeflated = false, mode = 0o644, claimedBytes } of entries) {
    const data = isDeflated ? deflateRawSync(content) : Buffer.from(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    local.writeUInt16LE(5, 28)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(isDeflated ? 8 : 0, 10)
    central.writeUInt32LE(data.length, 20)
    central.writeUInt32LE(claimedBytes ?? Buffer.byteLength(content), 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(((0o100000 | mode) << 16) >>> 0, 38)
    central.writeUInt32LE(at, 42)
    directory.push(central, Buffer.from(name))
    const entry = [local, Buffer.from(name), Buffer.from('extra'), data]
    parts.push(...entry)
    at += entry.reduce((sum, part) => sum + part.length, 0)
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(comment.length, 20)
  const file = join(folder, 'some.zip')
  writeFileSync(file, Buffer.concat([...parts, list, end, Buffer.from(comment)]))
  return file
}

test('wanted entries are written with content and mode, the others are left out', () => {
  const long = 'a long text '.repeat(10_000)
  const file = zip(
    [
      { name: 'App/', content: '' },
      { name: 'App/program', content: long, isDeflated: true, mode: 0o755 },
      { name: 'App/deep/plain.txt', content: 'plain' },
      { name: 'App/unwanted', content: 'no' },
    ],
    'a comment after the end record',
  )
  const out = join(folder, 'out')
  unzip(file, (name) => (name.endsWith('unwanted') ? null : join(out, name.slice(4))))
  expect(readFileSync(join(out, 'program'), 'utf8')).toBe(long)
  expect(statSync(join(out, 'program')).mode & 0o777).toBe(0o755)
  expect(readFileSync(join(out, 'deep', 'plain.txt'), 'utf8')).toBe('plain')
  expect(existsSync(join(out, 'unwanted'))).toBe(false)
})

test('what a zip program made is read', () => {
  const made = spawnSync('python3', ['-c', 'import zipfile,sys; z=zipfile.ZipFile(sys.argv[1],"w",zipfile.ZIP_DEFLATED); z.writestr("a/b.txt","b"*9999)', join(folder, 'py.zip')])
  if (made.status !== 0) return // no such program here; the format is covered above
  unzip(join(folder, 'py.zip'), (name) => join(folder, name))
  expect(readFileSync(join(folder, 'a', 'b.txt'), 'utf8')).toBe('b'.repeat(9999))
})

test.each([
  ['an entry that leads outside', () => zip([{ name: '../evil', content: 'x' }]), /leads outside/],
  ['an entry shorter than it claims', () => zip([{ name: 'a', content: 'x', claimedBytes: 2 }]), /shorter/],
  ['no zip at all', () => (writeFileSync(join(folder, 'no.zip'), 'x'.repeat(100)), join(folder, 'no.zip')), /not a zip/],
])('%s is refused', (_, make, message) => {
  const file = make()
  expect(() => unzip(file, (name) => join(folder, 'out', name))).toThrow(message)
  expect(existsSync(join(folder, 'evil'))).toBe(false)
})
