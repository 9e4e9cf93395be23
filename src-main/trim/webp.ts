import { open } from 'node:fs/promises'

export interface WebpAnimation {
  width: number
  height: number
  frames: number
  durationSeconds: number
}

const mostChunks = 100_000

/** What an animated WebP says of itself; ffmpeg writes them and cannot read them. Null when it is none. */
export async function readWebpAnimation(path: string): Promise<WebpAnimation | null> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const head = await read(12, 0)
    if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WEBP') return null
    const found: WebpAnimation = { width: 0, height: 0, frames: 0, durationSeconds: 0 }
    for (let at = 12, chunks = 0; at + 8 <= size && chunks < mostChunks; chunks++) {
      const chunk = await read(24, at)
      const type = chunk.toString('latin1', 0, 4)
      if (type === 'VP8X') {
        found.width = chunk.readUIntLE(12, 3) + 1
        found.height = chunk.readUIntLE(15, 3) + 1
      }
      if (type === 'ANMF') {
        found.frames++
        // Place and size of the frame, three bytes each, then how long it is shown in milliseconds.
        found.durationSeconds += chunk.readUIntLE(20, 3) / 1_000
      }
      const bytes = chunk.readUInt32LE(4)
      at += 8 + bytes + (bytes % 2)
    }
    return found.frames > 0 ? found : null
  } finally {
    await file.close()
  }

  async function read(length: number, position: number): Promise<Buffer> {
    const buffer = Buffer.alloc(length)
    await file.read(buffer, 0, length, position)
    return buffer
  }
}
