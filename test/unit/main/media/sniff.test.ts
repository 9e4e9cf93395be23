import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { open } from 'node:fs/promises'
import { sniff, sniffBytes } from '../../../../src-main/media'
import { clipPath, type ClipName } from '../../../fixtures/clips'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const box = (brand: string, ...compatible: string[]) => {
  const body = bytes(`${brand}\0\0\0\0${compatible.join('')}`)
  const size = Buffer.alloc(4)
  size.writeUInt32BE(body.length + 8)
  return Buffer.concat([size, bytes('ftyp'), body])
}

describe('real files', () => {
  test.each([
    ['h264.mp4', 'mp4', 'video'],
    ['h264.mkv', 'mkv', 'video'],
    ['vp9.webm', 'webm', 'video'],
    ['h264.ts', 'mpegts', 'video'],
    ['frames.gif', 'gif', 'image'],
    ['still.png', 'png', 'image'],
    ['still.jpg', 'jpeg', 'image'],
    ['still.webp', 'webp', 'image'],
    ['tone.mp3', 'mp3', 'audio'],
    ['tone.wav', 'wav', 'audio'],
    ['tone.flac', 'flac', 'audio'],
    ['tone.m4a', 'm4a', 'audio'],
    ['tone.ogg', 'ogg', 'audio'],
  ] as [ClipName, string, string][])('%s is %s', async (name, container, kind) => {
    const file = await open(await clipPath(name))
    const { buffer, bytesRead } = await file.read(new Uint8Array(sniffBytes), 0, sniffBytes, 0)
    await file.close()
    expect(sniff(buffer.subarray(0, bytesRead))).toMatchObject({ container, kind })
  })
})

describe('by brand', () => {
  test.each([
    [box('isom', 'isom', 'iso2', 'avc1', 'mp41'), 'mp4'],
    [box('mp42'), 'mp4'],
    [box('XXXX', 'isom'), 'mp4'],
    [box('qt  '), 'mov'],
    [box('M4A ', 'mp42', 'isom'), 'm4a'],
    [box('avif', 'mif1'), 'avif'],
    [box('mif1', 'avif'), 'avif'],
    [box('heic', 'mif1'), 'heic'],
    [box('XXXX'), undefined],
  ] as [Buffer, string | undefined][])('%s', (head, container) => {
    expect(sniff(head)?.container).toBe(container)
  })
})

describe('what is not media', () => {
  test.each([
    ['a playlist', '#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1/x.ts\n'],
    ['a list for concat', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
    ['a session description', 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=video 5004 RTP/AVP 96\r\n'],
    ['XML', '<?xml version="1.0"?><MPD></MPD>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
    ['a page', '<!doctype html><html><body>Sign in</body></html>'],
    ['a page after a mark', '\xef\xbb\xbf<html></html>            '],
    ['JSON', '{"error":"AccessDenied","url":"http://127.0.0.1"}'],
    ['a script', '#!/bin/sh\nrm -rf "$HOME"\n          '],
    ['a program of Windows', 'MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0'],
    ['a program of Linux', '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0'],
    ['a program of a Mac', '\xcf\xfa\xed\xfe\x07\0\0\x01\x03\0\0\0'],
    ['an archive', 'PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0'],
    ['RIFF of another kind', 'RIFF\0\0\0\0AVI LIST    '],
    ['an EBML of nothing known', '\x1a\x45\xdf\xa3\x93\x42\x82\x88whatever  '],
    ['a lone sync word', `\xff\xfb\x90\x44${'\0'.repeat(2_000)}`],
    ['letters at the distance of packets', `G${'a'.repeat(187)}G${'b'.repeat(187)}G${'c'.repeat(187)}`],
    ['nothing', ''],
  ])('%s', (_what, text) => {
    expect(sniff(bytes(text))).toBeNull()
  })

  test('text of any kind, and bytes cut anywhere, never throw', () => {
    fc.assert(fc.property(fc.string({ maxLength: 600 }), (text) => sniff(Buffer.from(text)) === null))
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (raw) => (sniff(raw), true)))
  })
})
