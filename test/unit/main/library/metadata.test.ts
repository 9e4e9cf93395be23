import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lookInto } from '../../../../src-main/library/metadata'
import {
  a1111Text, comfyGraph, exif, id3, invokeMetadata, invokeOld, jpeg, packedChunk, png, textChunk, unicodeChunk, unicodeComment, webp, xmpPacket,
} from './metadataFiles'

const a1111 = {
  tool: 'a1111', prompt: "girl with an artist's beret, determined, blue eyes\ndesert scene, computer monitors", model: 'dreamshaper_8',
  options: { negativePrompt: 'ugly, fat, obese, chubby\nblurry, monochrome', steps: 20, sampler: 'Euler a', cfgScale: 7, seed: 965400086, size: '512x512' },
  facts: { 'Lora hashes': 'a: b, c: "d"', Version: 'v1.9.3', 'Model hash': '45dee52b' },
}
const comfy = {
  tool: 'comfyui', prompt: 'a purple galaxy bottle', model: 'v1-5-pruned',
  options: { negativePrompt: 'text, watermark', seed: 156680208700286, steps: 20, cfgScale: 8, sampler: 'euler', scheduler: 'normal' },
}

describe('parameters that other programs wrote', () => {
  test.each([
    ['A1111, PNG', png(textChunk('parameters', a1111Text)), a1111],
    ['A1111, packed', png(packedChunk('parameters', a1111Text)), a1111],
    ['A1111, JPEG', jpeg({ exif: exif({}, { 0x9286: unicodeComment(a1111Text) }) }), a1111],
    ['A1111, JPEG in the other order', jpeg({ exif: exif({}, { 0x9286: unicodeComment(a1111Text) }, false) }), a1111],
    ['A1111, WebP', webp({ exif: exif({}, { 0x9286: unicodeComment(a1111Text) }) }), a1111],
    ['ComfyUI, PNG', png(textChunk('prompt', comfyGraph), textChunk('workflow', '{"nodes":[]}')), comfy],
    ['ComfyUI, WebP', webp({ exif: exif({ 0x010f: 'workflow:{"nodes":[]}', 0x0110: `prompt:${comfyGraph}` }) }), comfy],
    ['InvokeAI', png(unicodeChunk('invokeai_metadata', invokeMetadata)), {
      tool: 'invokeai', prompt: 'a fox in 雪', model: 'Juggernaut XL', options: { negativePrompt: 'blur', seed: 42, steps: 30, cfgScale: 7.5, scheduler: 'euler' },
    }],
    ['InvokeAI 2', png(textChunk('sd-metadata', invokeOld)), {
      tool: 'invokeai', prompt: 'an old castle', model: 'stable-diffusion-1.5', options: { seed: 1234, steps: 50, cfgScale: 7.5, scheduler: 'k_lms' },
    }],
    ['a camera', jpeg({ exif: exif({ 0x010f: 'Canon', 0x0110: 'EOS R5', 0x010e: 'At the lake' }, { 0x9003: '2024:05:06 07:08:09' }) }), {
      tool: 'camera', prompt: 'At the lake', createdAt: new Date(2024, 4, 6, 7, 8, 9).getTime(), facts: { make: 'Canon', model: 'EOS R5' },
    }],
    ['XMP', jpeg({ xmp: xmpPacket }), { title: 'Dusk & dawn', tags: ['lake', 'night'], rating: 4 }],
    ['XMP in WebP', webp({ xmp: xmpPacket }), { title: 'Dusk & dawn', tags: ['lake', 'night'], rating: 4 }],
    ['ID3', id3({ TIT2: 'A voice', COMM: 'Calm and slow' }), { title: 'A voice', prompt: 'Calm and slow' }],
  ])('%s', (_, file, found) => expect(lookInto(file)?.found).toMatchObject(found))

  test('a picture without any has none, and its size is known all the same', () => {
    expect(lookInto(png())).toMatchObject({ kind: 'image', width: 64, height: 48, found: null, wantedBytes: null })
    expect(lookInto(jpeg({}))).toMatchObject({ container: 'jpeg', width: 64, height: 48, found: null })
    expect(lookInto(webp({}))).toMatchObject({ container: 'webp', width: 64, height: 48 })
    expect(lookInto(Buffer.from('#EXTM3U\nhttp://example.com/a.mp4\n'))).toBeNull()
  })

  test('what lies further in is asked for', () => {
    const file = png(textChunk('parameters', a1111Text + 'x'.repeat(20_000)))
    const first = lookInto(file.subarray(0, 8_192))
    expect(first?.wantedBytes).toBeGreaterThan(20_000)
    expect(lookInto(file.subarray(0, first!.wantedBytes!))?.found?.tool).toBe('a1111')
  })

  test('a text that unpacks to too much is left out', () => {
    expect(lookInto(png(packedChunk('parameters', `${'x'.repeat(5_000_000)}\nSteps: 1, Seed: 2, Size: 1x1`)))?.found).toBeNull()
  })
})

test('no bytes make it fail, wherever a file is cut or spoiled', () => {
  const files = [
    png(textChunk('parameters', a1111Text), packedChunk('a', 'b'), unicodeChunk('prompt', comfyGraph)), webp({ exif: exif({ 0x010f: 'x' }), xmp: xmpPacket }),
    jpeg({ exif: exif({ 0x010f: 'Canon' }, { 0x9286: unicodeComment('x') }), xmp: xmpPacket, comment: 'y' }), id3({ TIT2: 'A', COMM: 'b' }),
    Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'), Buffer.from('\0\0\0\x40moov\0\0\0\x38udta\0\0\0\x30meta\0\0\0\0\0\0\0\x24ilst\0\0\0\x1c\xa9nam\0\0\0\x14data', 'latin1')]),
  ]
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.nat(), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }), (file, cut, spoiled) => {
      const bytes = Buffer.from(file.subarray(0, 12 + (cut % file.length)))
      for (const [at, value] of spoiled) bytes[12 + (at % Math.max(1, bytes.length - 12))] = value
      const looked = lookInto(bytes)
      if (looked?.wantedBytes) expect(looked.wantedBytes).toBeLessThanOrEqual(16 * 1024 * 1024)
    }),
    { numRuns: 5_000 },
  )
})
