import { writeFile } from 'node:fs/promises'

/** Writes samples in [-1, 1] as a 16-bit WAV file; channels are of equal length. */
export async function writeWave(path: string, channels: readonly Float32Array[], sampleRateHz: number): Promise<void> {
  const count = channels[0]?.length ?? 0
  const data = Buffer.alloc(44 + count * channels.length * 2)
  data.write('RIFF', 0, 'latin1')
  data.writeUInt32LE(data.length - 8, 4)
  data.write('WAVEfmt ', 8, 'latin1')
  data.writeUInt32LE(16, 16)
  data.writeUInt16LE(1, 20)
  data.writeUInt16LE(channels.length, 22)
  data.writeUInt32LE(sampleRateHz, 24)
  data.writeUInt32LE(sampleRateHz * channels.length * 2, 28)
  data.writeUInt16LE(channels.length * 2, 32)
  data.writeUInt16LE(16, 34)
  data.write('data', 36, 'latin1')
  data.writeUInt32LE(data.length - 44, 40)
  let offset = 44
  for (let index = 0; index < count; index++) {
    for (const channel of channels) {
      const sample = Math.max(-1, Math.min(1, channel[index] as number))
      offset = data.writeInt16LE(Math.round(sample * 32_767), offset)
    }
  }
  await writeFile(path, data)
}
