import { randomUUID } from 'node:crypto'
import { copyFile, constants, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../src-shared/errors'
import { ffmpegPreamble, inputArguments, type Container, type Media } from '../media'
import { parametersText, rewritten, withParameters, type Parameters, type Rewritten } from './embedding'

export interface Leaving {
  path: string
  container: Container
  durationSeconds: number | null
}

/** Larger pictures and sounds are not taken into memory for their metadata. */
const rewrittenBytes = 512 * 1024 * 1024
/** What ffmpeg writes each container with. */
const muxers: Partial<Record<Container, string>> = {
  mp4: 'mp4', mov: 'mov', m4a: 'ipod', webm: 'webm', mkv: 'matroska', flac: 'flac', ogg: 'ogg', wav: 'wav', mp3: 'mp3',
}
/** These say nothing that could not leave, or nothing that could be taken out of them. */
const plain: ReadonlySet<Container> = new Set(['gif', 'aac', 'mpegts'])

/**
 * Writes a copy of a file into a folder, carrying the parameters given and nothing else that it said of itself; null: nothing at all. The media in
 * it is copied as it is, and the original only read.
 *
 * @returns the copy, under a name of no meaning.
 * @throws AppError `unsupported-media` where metadata cannot be taken out, `disk-full`, `ffmpeg-missing`, `ffmpeg-failed`, `canceled`.
 */
export async function writeLeaving(media: Pick<Media, 'run'>, file: Leaving, folder: string, parameters: Parameters | null, signal?: AbortSignal): Promise<string> {
  const to = join(folder, `.leaving-${randomUUID()}`)
  try {
    const known = rewritten.find((container) => container === file.container)
    const { size } = await stat(file.path)
    if (known !== undefined && size <= rewrittenBytes) {
      await writeFile(to, rewrite(known, await readFile(file.path), parameters))
    } else if (muxers[file.container] !== undefined) await remux(media, file, to, muxers[file.container]!, parameters, signal)
    else if (plain.has(file.container) || parameters !== null) await copyFile(file.path, to, constants.COPYFILE_FICLONE)
    else throw new AppError('unsupported-media', 'What this file says of itself cannot be taken out of it')
    return to
  } catch (error) {
    await rm(to, { force: true })
    throw error
  }
}

/** A picture that is not whole leaves as it is, unless it was to say nothing: then nobody knows what it says. */
function rewrite(container: Rewritten, bytes: Buffer, parameters: Parameters | null): Buffer {
  try {
    return withParameters(container, bytes, parameters)
  } catch (error) {
    if (parameters !== null) return bytes
    throw new AppError('unsupported-media', 'The file is not whole', { cause: error })
  }
}

async function remux(media: Pick<Media, 'run'>, file: Leaving, to: string, muxer: string, parameters: Parameters | null, signal?: AbortSignal): Promise<void> {
  const told = parameters === null ? [] : ['-metadata', `title=${parameters.title}`, '-metadata', `comment=${parametersText(parameters)}`]
  const isMovie = muxer === 'mp4' || muxer === 'mov' || muxer === 'ipod'
  await media.run(
    {
      inputs: [[...ffmpegPreamble(), ...inputArguments(file)]],
      options: [
        '-map', '0:v?', '-map', '0:a?', '-c', 'copy', '-map_metadata', '-1', '-map_metadata:s', '-1', '-map_chapters', '-1', '-sn', '-dn',
        '-fflags', '+bitexact', ...told, ...(isMovie ? ['-movflags', '+faststart'] : []), '-f', muxer,
      ],
      outputPath: to,
      durationSeconds: file.durationSeconds ?? 1,
    },
    signal === undefined ? {} : { signal },
  )
}
