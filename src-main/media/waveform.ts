import { readFile, rm, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Waveform } from '../../src-shared/trim'
import { peakSampleRate, samplesArguments } from './arguments'
import type { PreviewSource } from './previewCache'
import { streamBinary } from './spawned'
import type { PreviewTools } from './thumbnails'

/** How many peaks a whole sound has at most. */
const peakCount = 2_000
const limits = { timeoutMs: 300_000, outputBytes: 24 * 3600 * peakSampleRate * 2 }

/** Peaks of the loudest sample in each of at most 2,000 equal parts of the duration; made once and kept. */
export async function waveformOf(source: PreviewSource, tools: PreviewTools): Promise<Waveform> {
  if (!source.hasAudio || !source.durationSeconds) return { hasSound: false, loudestPeak: 0, peaks: [] }
  const path = tools.cache.path(source, 'peaks')
  const peaks = (await readKept(path)) ?? (await readPeaks(source, source.durationSeconds, path, tools))
  return { hasSound: true, loudestPeak: peaks.reduce((most, peak) => Math.max(most, peak), 0), peaks }
}

async function readPeaks(source: PreviewSource, durationSeconds: number, path: string, tools: PreviewTools): Promise<number[]> {
  const { ffmpeg } = await tools.binaries()
  const reader = peakReader(durationSeconds)
  await streamBinary(ffmpeg, samplesArguments(source), { ...limits, folder: tools.folder, signal: tools.signal }, reader.take)
  const peaks = reader.peaks()
  const temporary = await tools.cache.temporary()
  try {
    await writeFile(temporary, JSON.stringify(peaks))
    await tools.cache.keep(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
  return peaks
}

async function readKept(path: string): Promise<number[] | null> {
  try {
    return z.array(z.number()).parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return null
  }
}

/** Reads 16-bit little-endian samples in pieces of any length. */
export function peakReader(durationSeconds: number): { take: (chunk: Buffer) => void; peaks: () => number[] } {
  const samples = Math.max(1, Math.round(durationSeconds * peakSampleRate))
  const count = Math.min(peakCount, Math.max(1, Math.floor(samples / 4)))
  const peaks = new Float64Array(count)
  let position = 0
  let odd: number | null = null
  const add = (sample: number) => {
    const place = Math.floor((position++ * count) / samples)
    if (place < count) peaks[place] = Math.max(peaks[place]!, Math.abs(sample) / 32_768)
  }
  return {
    take: (chunk) => {
      let at = 0
      if (odd !== null && chunk.length > 0) {
        add(((odd | (chunk[0]! << 8)) << 16) >> 16)
        odd = null
        at = 1
      }
      for (; at + 1 < chunk.length; at += 2) add(chunk.readInt16LE(at))
      if (at < chunk.length) odd = chunk[at]!
    },
    peaks: () => [...peaks].map((peak) => Math.round(peak * 100_000) / 100_000),
  }
}
