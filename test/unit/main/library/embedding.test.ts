import fc from 'fast-check'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withParameters, type Parameters, type Rewritten } from '../../../../src-main/library/embedding'
import { parametersOf } from '../../../../src-main/library/embedding/parameters'
import { lookInto } from '../../../../src-main/library/metadata'
import { item } from '../../renderer/library/item'
import { clipPath, type ClipName } from '../../../fixtures/clips'
import { ffmpeg } from '../../../fixtures/tools'
import { a1111Text, exif, id3, jpeg, png, textChunk, unicodeComment, webp } from './metadataFiles'

const parameters: Parameters = {
  title: 'Fox & "friends"', prompt: 'A <red> fox, 雪 and 🦊', model: 'flux-dev', type: 'IMAGE', options: { seed: 42, style: "it's" }, tags: ['a & b', '猫'], rating: 4,
}
const files: [string, Rewritten, Buffer][] = [
  ['png', 'png', png(textChunk('parameters', a1111Text))],
  ['jpeg', 'jpeg', jpeg({ exif: exif({}, { 0x9286: unicodeComment(a1111Text) }), comment: 'secret' })],
  ['webp', 'webp', webp({ exif: exif({}, { 0x9286: unicodeComment(a1111Text) }) })],
  ['mp3', 'mp3', id3({ TIT2: 'secret', COMM: 'secret' })],
]

describe('what leaves the library', () => {
  test.each(files)('%s carries its parameters, and nothing else it said before', (_, container, bytes) => {
    const written = withParameters(container, bytes, parameters)
    expect(lookInto(written)?.found).toMatchObject({
      tool: 'studio', title: parameters.title, prompt: parameters.prompt, model: 'flux-dev', options: parameters.options, tags: parameters.tags,
    })
    expect(written.includes('secret')).toBe(false)
    expect(written.includes('beret')).toBe(false)
    // Again: nothing grows.
    expect(withParameters(container, written, parameters)).toEqual(written)
  })

  test.each(files)('%s carries nothing when that is wished', (_, container, bytes) => {
    const stripped = withParameters(container, withParameters(container, bytes, parameters), null)
    expect(lookInto(stripped)?.found).toBeNull()
    for (const word of ['secret', 'fox', 'flux', 'doitong']) expect(stripped.includes(word)).toBe(false)
  })

  test('nothing of what it cost or how the API knows it is among the parameters', () => {
    const text = JSON.stringify(parametersOf(item({ creditCost: 12_345, remoteId: 'gen-secret', jobId: 'job-secret', batchId: 'batch-secret', note: 'note-secret' })))
    expect(text).not.toMatch(/secret|12345/)
  })

  test('any words come back as they were', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/[\p{Cc}\ufffe\uffff]/gu, '').trim())
    fc.assert(
      fc.property(fc.constantFrom(...files), words, words, ([, container, bytes], title, prompt) => {
        fc.pre(prompt !== '')
        const found = lookInto(withParameters(container, bytes, { ...parameters, title, prompt }))?.found
        expect(found).toMatchObject({ title, prompt })
      }),
      { numRuns: 400 },
    )
  })

  test('a turned picture stays turned', () => {
    const orientation = Buffer.from('II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0', 'latin1')
    const written = withParameters('jpeg', jpeg({ exif: orientation }), null)
    expect(written.includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true)
  })

  test('a file that is cut off is refused, not shortened', () => {
    for (const [, container, bytes] of files.slice(0, 3)) expect(() => withParameters(container, bytes.subarray(0, 60), parameters)).toThrow()
  })

  test.each(['still.png', 'still.jpg', 'still.webp', 'tone.mp3'] as ClipName[])('%s shows and sounds as before', async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'doitong-embedding-'))
    const from = await clipPath(name)
    const container = lookInto(readFileSync(from))!.container as Rewritten
    const to = join(folder, name)
    writeFileSync(to, withParameters(container, readFileSync(from), parameters))
    const media = async (path: string) => (await ffmpeg('-i', path, '-f', 'md5', '-')).toString()
    expect(await media(to)).toBe(await media(from))
    rmSync(folder, { recursive: true })
  })
})
