import { join } from 'node:path'
import { artOf } from './art'
import { paintFrame, type PaintOptions } from './canvas'
import { captionFilters } from './caption'
import { runFfmpeg } from './ffmpeg'
import { writePad } from './pad'
import { randomFrom } from './random'
import { coverFilter, localInput } from './reference'
import type { MediaRequest } from './request'
import type { Shader } from './scene'
import { audioEncoder, container, encoderColors, framesPerSecond, videoEncoder, type Workshop } from './workshop'

/** Height at which the moving picture is painted before it is scaled: soft shapes lose nothing, and it is quick. */
const paintedShortSide = 300

/**
 * Makes a video of exactly the size and number of frames asked for: painted, from a still, or over footage. `voice` is a
 * sound file that takes the place of the soundtrack.
 */
export async function makeVideo(request: MediaRequest, path: string, workshop: Workshop, voice: string | null = null): Promise<void> {
  const frames = frameCount(request.durationSeconds)
  const seconds = frames / framesPerSecond
  const caption = captionFilters({ ...request, ...workshop, fadesIn: request.references.images.length > 0 })
  const sound = voice !== null ? ['-i', `file:${voice}`] : request.sound ? await soundtrack(request, seconds, workshop) : []
  const source = videoSource(request, frames, caption.length > 0 ? request.captionAt : null)
  const soundIndex = source.inputCount
  // Not `-frames:v`: that would end the sound together with the last picture that is encoded, a good while early.
  const finish = [`fps=${framesPerSecond}`, `trim=end_frame=${frames}`, ...caption, encoderColors].join(',')
  const args = [
    ...source.args(workshop), ...sound,
    '-filter_complex', `${source.filter};[picture]${finish}[v]`, '-map', '[v]', '-r', String(framesPerSecond),
    ...(sound.length > 0 ? ['-map', `${soundIndex}:a:0`, '-t', seconds.toFixed(6), ...audioEncoder] : ['-an']), ...videoEncoder, ...container, `file:${path}`,
  ]
  await runFfmpeg(workshop.binaries, args, source.frames, workshop.signal)
}

/** Whole frames nearest to a length. */
export function frameCount(seconds: number): number {
  return Math.max(1, Math.round(seconds * framesPerSecond))
}

async function soundtrack(request: MediaRequest, seconds: number, workshop: Workshop): Promise<string[]> {
  const file = join(workshop.folder, 'pad.wav')
  await writePad(file, `${request.text} ${request.seed}`, seconds)
  return ['-i', `file:${file}`]
}

interface Source {
  inputCount: number
  args(workshop: Workshop): string[]
  /** Ends in the label `[picture]`. */
  filter: string
  frames: AsyncIterable<Uint8Array> | null
}

function videoSource(request: MediaRequest, frames: number, scrim: PaintOptions['scrim']): Source {
  const { images, endImage, video } = request.references
  if (video !== null) return footage(request, video, frames, scrim)
  const first = images[0]
  if (first !== undefined) return still(request, first, endImage, frames)
  return { inputCount: 1, ...painted(request, frames, scrim), filter: `[0:v]scale=${request.width}:${request.height}:flags=bicubic,noise=alls=3:allf=t:all_seed=7[picture]` }
}

/** Frames painted small, for ffmpeg to scale. */
function painted(request: MediaRequest, frames: number, scrim: PaintOptions['scrim']): Pick<Source, 'args' | 'frames'> {
  const scale = Math.min(1, paintedShortSide / Math.min(request.width, request.height))
  const width = Math.max(2, Math.round(request.width * scale))
  const height = Math.max(2, Math.round(request.height * scale))
  const shader = artOf(request, request.width / request.height)
  return {
    args: () => ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', String(framesPerSecond), '-i', 'pipe:0'],
    frames: paintFrames(shader, width, height, frames, scrim, `grain ${request.seed}`),
  }
}

async function* paintFrames(shader: Shader, width: number, height: number, frames: number, scrim: PaintOptions['scrim'], seed: string): AsyncGenerator<Uint8Array> {
  const random = randomFrom(seed)
  for (let index = 0; index < frames; index++) {
    const frame = new Uint8Array(width * height * 3) // a new one each time: the pipe still holds the last
    await paintFrame(shader, frame, { width, height, timeSeconds: index / framesPerSecond, scrim, grain: 1, random })
    yield frame
  }
}

/** Begins with the image itself, then slowly moves into it; towards the last image, where one is given. */
function still(request: MediaRequest, first: string, last: string | null, frames: number): Source {
  const { width, height, seed } = request
  const seconds = frames / framesPerSecond
  const [px, py] = [0.3 + 0.4 * ((seed % 97) / 97), 0.3 + 0.4 * ((seed % 61) / 61)]
  // The visible part shrinks to 88 %, easing in; `perspective` samples between pixels, so the movement has no steps.
  const shrink = `0.12*(1-cos(PI*min(1\\,on/${frames})))/2`
  const move = `perspective=x0=W*${px}*${shrink}:y0=H*${py}*${shrink}:x1=W*(1-${1 - px}*${shrink}):y1=H*${py}*${shrink}`
    + `:x2=W*${px}*${shrink}:y2=H*(1-${1 - py}*${shrink}):x3=W*(1-${1 - px}*${shrink}):y3=H*(1-${1 - py}*${shrink}):interpolation=linear:eval=frame`
  const loop = ['-loop', '1', '-r', String(framesPerSecond), '-t', String(seconds + 0.5)]
  const opening = `[0:v]${coverFilter(width, height)},format=gbrp,${move}`
  if (last === null) {
    return { inputCount: 1, args: workshop => [...loop, ...localInput(workshop.referencePath(first))], filter: `${opening}[picture]`, frames: null }
  }
  const closing = `[1:v]${coverFilter(width, height)},format=rgba,fade=in:st=${(seconds * 0.35).toFixed(3)}:d=${(seconds * 0.55).toFixed(3)}:alpha=1[last]`
  return {
    inputCount: 2,
    args: workshop => [...loop, ...localInput(workshop.referencePath(first)), ...loop, ...localInput(workshop.referencePath(last))],
    filter: `${opening}[first];${closing};[first][last]overlay=format=rgb[picture]`,
    frames: null,
  }
}

/** The footage keeps its movement and takes on the painting's colours. */
function footage(request: MediaRequest, video: string, frames: number, scrim: PaintOptions['scrim']): Source {
  const { width, height } = request
  const cover = `fps=${framesPerSecond},${coverFilter(width, height)},format=gbrp`
  const looped = (workshop: Workshop): string[] => ['-stream_loop', '-1', ...localInput(workshop.referencePath(video))]
  // Someone's face on film keeps its own colours.
  if (request.kind === 'avatar') return { inputCount: 1, args: looped, filter: `[0:v]${cover}[picture]`, frames: null }
  const art = painted(request, frames + 2, scrim) // the blend drops the last one
  return {
    inputCount: 2,
    args: workshop => [...art.args(workshop), ...looped(workshop)],
    filter: `[0:v]scale=${width}:${height}:flags=bicubic,format=gbrp[art];[1:v]${cover}[footage];`
      + '[footage][art]blend=all_mode=softlight:all_opacity=0.8:shortest=1[picture]',
    frames: art.frames,
  }
}
