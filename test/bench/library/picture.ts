import { crc32, deflateSync } from 'node:zlib'

/** A small PNG of its own colours, made without any program. `texts` become its tEXt chunks. */
export function picture(width: number, height: number, seed: number, texts: Record<string, string> = {}): Buffer {
  const pixels = Buffer.alloc((width * 3 + 1) * height)
  const [red, green, blue, turn] = [seed * 67, seed * 151, seed * 233, (seed % 7) + 1]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (width * 3 + 1) + 1 + x * 3
      const wave = Math.round(60 * Math.sin((x * turn + y * (seed % 5)) / 24))
      pixels[at] = (red + x + wave) & 255
      pixels[at + 1] = (green + y - wave) & 255
      pixels[at + 2] = (blue + ((x + y) >> 1)) & 255
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...Object.entries(texts).map(([key, text]) => chunk('tEXt', Buffer.concat([Buffer.from(`${key}\0`, 'latin1'), Buffer.from(text, 'latin1')]))),
    chunk('IDAT', deflateSync(pixels, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const head = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(crc32(body))
  return Buffer.concat([head, body, tail])
}
