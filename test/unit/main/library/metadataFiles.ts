import { crc32, deflateSync } from 'node:zlib'

/** Files as other programs write them, made byte by byte from how their sources and the formats define them. */

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

export const textChunk = (key: string, text: string) => chunk('tEXt', Buffer.from(`${key}\0${text}`, 'latin1'))
export const packedChunk = (key: string, text: string) => chunk('zTXt', Buffer.concat([Buffer.from(`${key}\0\0`, 'latin1'), deflateSync(Buffer.from(text, 'latin1'))]))
export const unicodeChunk = (key: string, text: string) => chunk('iTXt', Buffer.concat([Buffer.from(`${key}\0\0\0\0\0`, 'latin1'), Buffer.from(text)]))

export function png(...chunks: Buffer[]): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(64, 0)
  header.writeUInt32BE(48, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.alloc((64 * 3 + 1) * 48))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), ...chunks, chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A TIFF block with ASCII and raw entries, those of the inner list under `inner`. */
export function exif(entries: Record<number, Buffer | string>, inner: Record<number, Buffer | string> = {}, isLittle = true): Buffer {
  const short = (value: number) => {
    const bytes = Buffer.alloc(2)
    return isLittle ? (bytes.writeUInt16LE(value), bytes) : (bytes.writeUInt16BE(value), bytes)
  }
  const long = (value: number) => {
    const bytes = Buffer.alloc(4)
    return isLittle ? (bytes.writeUInt32LE(value), bytes) : (bytes.writeUInt32BE(value), bytes)
  }
  const list = (at: number, from: Record<number, Buffer | string>, pointer: number | null) => {
    const all = Object.entries(from)
    const count = all.length + Number(pointer !== null)
    let dataAt = at + 2 + count * 12 + 4
    const data: Buffer[] = []
    const rows = all.map(([tag, value]) => {
      const bytes = typeof value === 'string' ? Buffer.from(`${value}\0`) : value
      const row = Buffer.concat([
        short(Number(tag)), short(typeof value === 'string' ? 2 : 7), long(bytes.length),
        bytes.length <= 4 ? Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]) : long(dataAt),
      ])
      if (bytes.length > 4) {
        data.push(bytes)
        dataAt += bytes.length
      }
      return row
    })
    if (pointer !== null) rows.push(Buffer.concat([short(0x8769), short(4), long(1), long(dataAt)]))
    return { bytes: Buffer.concat([short(count), ...rows, long(0), ...data]), end: dataAt }
  }
  const outer = list(8, entries, Object.keys(inner).length > 0 ? 1 : null)
  const second = Object.keys(inner).length > 0 ? list(outer.end, inner, null).bytes : Buffer.alloc(0)
  return Buffer.concat([Buffer.from(isLittle ? 'II*\0' : 'MM\0*', 'latin1'), long(8), outer.bytes, second])
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

export function jpeg(parts: { exif?: Buffer; xmp?: string; comment?: string }): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...(parts.exif ? [segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), parts.exif]))] : []),
    ...(parts.xmp ? [segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${parts.xmp}`))] : []),
    ...(parts.comment ? [segment(0xfe, Buffer.from(parts.comment))] : []),
    segment(0xc0, Buffer.from([8, 0, 48, 0, 64, 1, 1, 0x11, 0])),
    Buffer.from([0xff, 0xda, 0, 2, 0xff, 0xd9]),
  ])
}

function riffChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

export function webp(parts: { exif?: Buffer; xmp?: string }): Buffer {
  const extended = Buffer.alloc(10)
  extended[0] = (parts.exif ? 8 : 0) | (parts.xmp ? 4 : 0)
  extended.writeUIntLE(63, 4, 3)
  extended.writeUIntLE(47, 7, 3)
  const chunks = Buffer.concat([
    riffChunk('VP8X', extended), riffChunk('VP8 ', Buffer.alloc(40)),
    ...(parts.exif ? [riffChunk('EXIF', parts.exif)] : []), ...(parts.xmp ? [riffChunk('XMP ', Buffer.from(parts.xmp))] : []),
  ])
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(chunks.length + 4, 4)
  return Buffer.concat([head, chunks])
}

/** As piexif writes a comment for the web UI: `UNICODE`, then UTF-16 with the high byte first. */
export function unicodeComment(text: string): Buffer {
  return Buffer.concat([Buffer.from('UNICODE\0', 'latin1'), Buffer.from(text, 'utf16le').swap16()])
}

export function id3(frames: Record<string, string>): Buffer {
  const body = Buffer.concat(
    Object.entries(frames).map(([type, text]) => {
      const data = Buffer.concat([Buffer.from([3]), Buffer.from(type === 'COMM' ? `eng\0${text}` : text)])
      const head = Buffer.alloc(10)
      head.write(type, 'latin1')
      head.writeUInt32BE(data.length, 4)
      return Buffer.concat([head, data])
    }),
  )
  const size = Buffer.from([(body.length >> 21) & 127, (body.length >> 14) & 127, (body.length >> 7) & 127, body.length & 127])
  const sound = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)])
  return Buffer.concat([Buffer.from('ID3\x03\0\0', 'latin1'), size, body, ...Array.from({ length: 8 }, () => sound)])
}

export const a1111Text = [
  "girl with an artist's beret, determined, blue eyes", 'desert scene, computer monitors',
  'Negative prompt: ugly, fat, obese, chubby', 'blurry, monochrome',
  'Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 965400086, Size: 512x512, Model hash: 45dee52b, Model: dreamshaper_8, Lora hashes: "a: b, c: \\"d\\"", Version: v1.9.3',
].join('\n')

export const comfyGraph = JSON.stringify({
  3: { class_type: 'KSampler', inputs: { seed: 156680208700286, steps: 20, cfg: 8, sampler_name: 'euler', scheduler: 'normal', denoise: 1, model: ['4', 0], positive: ['12', 0], negative: ['7', 0], latent_image: ['5', 0] } },
  4: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'v1-5-pruned.safetensors' } },
  5: { class_type: 'EmptyLatentImage', inputs: { width: 512, height: 512, batch_size: 1 } },
  6: { class_type: 'CLIPTextEncode', inputs: { text: ['13', 0], clip: ['4', 1] } },
  7: { class_type: 'CLIPTextEncode', inputs: { text: 'text, watermark', clip: ['4', 1] } },
  12: { class_type: 'ControlNetApply', inputs: { strength: 1, conditioning: ['6', 0], control_net: ['20', 0] } },
  13: { class_type: 'PrimitiveString', inputs: { value: 'a purple galaxy bottle' } },
})

export const invokeMetadata = JSON.stringify({
  generation_mode: 'txt2img', positive_prompt: 'a fox in 雪', negative_prompt: 'blur', width: 512, height: 512, seed: 42, cfg_scale: 7.5, steps: 30,
  scheduler: 'euler', model: { key: 'abc', hash: 'blake3:1', name: 'Juggernaut XL', base: 'sdxl', type: 'main' }, app_version: '4.2.0',
})

export const invokeOld = JSON.stringify({
  model: 'stable diffusion', model_weights: 'stable-diffusion-1.5', app_version: '2.3.0',
  image: { prompt: [{ prompt: 'an old castle', weight: 1 }], steps: 50, cfg_scale: 7.5, seed: 1234, sampler: 'k_lms', width: 512, height: 512 },
})

export const xmpPacket = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Dusk &amp; dawn</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag><rdf:li>lake</rdf:li><rdf:li>night</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`
