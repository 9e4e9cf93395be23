import { rm } from 'node:fs/promises'
import { AppError } from '../../src-shared/errors'
import { ffmpegPreamble, fitted, inputArguments, secondsArgument } from './arguments'
import { runFfmpeg } from './ffmpeg'
import { probeFile } from './probe'
import type { PreviewSource } from './previewCache'
import type { PreviewTools } from './thumbnails'

/** Longer side of what stands in for a video that the window cannot show. */
const longSide = 1_280

/**
 * Makes an H.264 video of an item that the window's player cannot show: every frame at its own time, with keyframes close to each other so that
 * it can be sought in.
 *
 * @throws AppError `unsupported-media` when there is nothing to show, and what `runFfmpeg` throws.
 */
export async function makePreviewVideo(source: PreviewSource, tools: PreviewTools): Promise<void> {
  const { ffmpeg, ffprobe, capabilities } = await tools.binaries()
  const probe = await probeFile(ffprobe, source.path, tools.folder, tools.signal)
  const hasPicture = probe.video !== null
  const path = await tools.cache.temporary()
  // The player's zero: a transport stream's first timestamp, for anything else the file's own zero.
  const zero = probe.container === 'mpegts' ? probe.startSeconds : Math.min(0, probe.startSeconds)
  const offset = probe.startSeconds - zero
  const size = fitted({ width: probe.width ?? 2, height: probe.height ?? 2 }, longSide)
  const even = (pixels: number) => Math.max(2, Math.floor(pixels / 2) * 2)
  const picture = hasPicture
    ? [
        '-map', `0:${probe.video!.index}`, '-vf', `scale=${even(size.width)}:${even(size.height)},setsar=1`,
        ...(capabilities.hasFpsMode ? ['-fps_mode', 'passthrough'] : ['-vsync', 'passthrough']), '-enc_time_base:v', '-1',
        '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '24', '-bf', '0', '-g', '12', '-pix_fmt', 'yuv420p',
      ]
    : []
  const sound = probe.hasAudio ? ['-map', '0:a:0', '-c:a', 'aac', '-b:a', '128k', '-ac', '2'] : []
  try {
    await runFfmpeg(
      {
        inputs: [[...ffmpegPreamble(), ...inputArguments({ path: source.path, container: probe.container }, offset > 0 ? ['-itsoffset', secondsArgument(offset)] : [])]],
        options: [...picture, ...sound, '-map_metadata', '-1', '-map_chapters', '-1', '-sn', '-dn', '-movflags', '+faststart', '-f', 'mp4'],
        outputPath: path,
        durationSeconds: probe.durationSeconds ?? 0,
      },
      { ffmpeg, folder: tools.folder, signal: tools.signal },
    )
    if (!(await tools.cache.has(path))) throw new AppError('unsupported-media', 'Nothing can be decoded')
    await tools.cache.keep(path, tools.cache.path(source, 'preview'))
  } finally {
    await rm(path, { force: true })
  }
}
