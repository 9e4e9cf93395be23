import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../src-shared/errors'
import type { Library } from '../library'
import { ffmpegPreamble, inputArguments, secondsArgument, type Media } from '../media'
import { inputOf, remuxCommand } from './commands'
import { remuxContainer } from './formats'
import { cutFilePrefix } from './run'
import { firstAtOrAfter, sameSeconds, seekTime } from './section'
import { readSource, type CutSource } from './source'

export interface FrameParts {
  media: Media
  library: Pick<Library, 'item' | 'partsFolder' | 'addMade'>
  read: (itemId: string) => Promise<CutSource>
}

/**
 * Files the frame shown at a source time (null: the last one) as a PNG of full size, beside its source.
 *
 * @throws AppError `unsupported-media` without a picture, `ffmpeg-failed`, and what reading a source throws.
 */
export async function grabFrame(parts: FrameParts, itemId: string, atSeconds: number | null): Promise<string> {
  const { media, library } = parts
  const original = await parts.read(itemId)
  if (original.probe.video === null || original.frameSeconds.length === 0) throw new AppError('unsupported-media', 'There is no picture to take a frame of')
  const index = frameAt(original.frameSeconds, atSeconds)
  const path = join(library.partsFolder(), `${cutFilePrefix}${randomUUID()}.png`)
  const remuxed = await seekable(media, original, path)
  try {
    const source = remuxed ?? original
    const at = source.frameSeconds[index]!
    const before = source.frameSeconds[index - 1]
    const seek = seekTime(source, before === undefined ? at : at - (at - before) / 4)
    await media.run({
      inputs: [[...ffmpegPreamble(), ...inputArguments(inputOf(source), ['-ss', secondsArgument(seek)])]],
      options: [
        '-map', `0:${source.probe.video!.index}`, '-frames:v', '1', '-an', '-sn', '-dn', '-map_metadata', '-1', '-vf', 'scale=trunc(iw*sar+0.5):ih,setsar=1',
        '-c:v', 'png', '-f', 'image2pipe',
      ],
      outputPath: path,
      durationSeconds: 1,
    })
    const probe = await media.probe(path)
    if (probe.container !== 'png' || probe.width !== original.probe.width || probe.height !== original.probe.height) {
      throw new AppError('ffmpeg-failed', 'The frame did not come out at its full size')
    }
    const title = `${library.item(itemId).title.slice(0, 180)} frame ${index + 1}`
    return await library.addMade({ sources: [{ itemId, relation: 'frame-of' }], title, tempPath: path, extension: 'png' })
  } finally {
    await rm(path, { force: true })
    if (remuxed !== null) await rm(remuxed.path, { force: true })
  }
}

/** The frame on screen at that time: the last one that began. */
function frameAt(frameSeconds: readonly number[], atSeconds: number | null): number {
  if (atSeconds === null) return frameSeconds.length - 1
  const next = firstAtOrAfter(frameSeconds, atSeconds)
  const begins = frameSeconds[next] !== undefined && frameSeconds[next]! <= atSeconds + sameSeconds
  return Math.max(0, begins ? next : next - 1)
}

/** Seeking in a transport stream ends at the wrong frame; null for anything else. */
async function seekable(media: Media, source: CutSource, beside: string): Promise<CutSource | null> {
  const container = remuxContainer(source.probe)
  if (container === null) return null
  const path = beside.replace(/png$/, container)
  try {
    await media.run(remuxCommand(source, container, path))
    return await readSource(media, path)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}
