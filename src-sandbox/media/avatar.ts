import { join } from 'node:path'
import { addScrim, breathe, paintFrame } from './canvas'
import { captionFilters } from './caption'
import { probe, runFfmpeg } from './ffmpeg'
import { drawFace, drawFigure, type Expression, type Pose } from './portrait'
import { presenterOf } from './presenter'
import { between, randomFrom, sin, type Random } from './random'
import { localInput } from './reference'
import type { MediaRequest } from './request'
import { settingOf } from './setting'
import type { Canvas } from './shapes'
import { frameCount, makeVideo } from './video'
import { loudness, speak, speechRateHz } from './voice'
import { writeWave } from './wave'
import { audioEncoder, container, encoderColors, framesPerSecond, videoEncoder, type Workshop } from './workshop'

const longestSeconds = 120

interface Voice {
  /** A WAV file, or a reference as it came. */
  file: string
  samples: Float32Array
  seconds: number
}

/** Makes a talking presenter, or sets the given image or video in motion, with the words spoken or the audio given. */
export async function makeAvatar(request: MediaRequest, path: string, workshop: Workshop): Promise<void> {
  const voice = await voiceOf(request, workshop)
  const { images, video } = request.references
  if (images.length > 0 || video !== null) return makeVideo({ ...request, durationSeconds: voice.seconds, text: '' }, path, workshop, voice.file)
  const frames = frameCount(voice.seconds)
  const size = `${request.width}x${request.height}`
  const caption = captionFilters({ ...request, ...workshop, fadesIn: false, ...(request.width > request.height * 1.3 ? { room: 0.27 } : {}) })
  const filter = [`trim=end_frame=${frames}`, ...caption, encoderColors].join(',')
  await runFfmpeg(
    workshop.binaries,
    ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', size, '-r', String(framesPerSecond), '-i', 'pipe:0', '-i', `file:${voice.file}`, '-filter_complex', `[0:v]${filter}[v]`,
      '-map', '[v]', '-map', '1:a:0', '-t', (frames / framesPerSecond).toFixed(6), ...audioEncoder, ...videoEncoder, ...container, `file:${path}`],
    presenterFrames(request, voice, frames, caption.length > 0),
    workshop.signal,
  )
}

async function voiceOf(request: MediaRequest, workshop: Workshop): Promise<Voice> {
  const { audio } = request.references
  if (audio === null) {
    const spoken = await speak(request.text, request.speech, request.seed)
    const file = join(workshop.folder, 'speech.wav')
    await writeWave(file, [spoken.samples], speechRateHz)
    return { file, samples: spoken.samples, seconds: spoken.durationSeconds }
  }
  const reference = workshop.referencePath(audio)
  const seen = await probe(workshop.binaries, reference, workshop.signal)
  const raw = await runFfmpeg(workshop.binaries, [...localInput(reference), '-vn', '-t', String(longestSeconds), '-ac', '1', '-ar', String(speechRateHz), '-f', 's16le', 'pipe:1'], null, workshop.signal)
  const samples = Float32Array.from({ length: Math.floor(raw.length / 2) }, (_, index) => raw.readInt16LE(index * 2) / 32_768)
  const seconds = Math.min(longestSeconds, seen.durationSeconds ?? samples.length / speechRateHz)
  const file = join(workshop.folder, 'audio.wav')
  await writeWave(file, [samples], speechRateHz)
  return { file, samples, seconds }
}

async function* presenterFrames(request: MediaRequest, voice: Voice, frames: number, scrim: boolean): AsyncGenerator<Uint8Array> {
  const { width, height } = request
  const person = presenterOf(request.avatar.presenter)
  const aspect = width / height
  const size = Math.min(0.235, aspect * 0.26)
  const pose: Pose = { cx: aspect / 2, cy: aspect < 0.8 ? 0.42 : 0.4, size }
  const random = randomFrom(`presenter ${request.seed} ${request.text}`)
  const still: Canvas = { pixels: new Uint8Array(width * height * 3), width, height }
  await paintFrame(settingOf(request, aspect), still.pixels, { width, height, timeSeconds: 0, scrim: null, grain: 1.5, random })
  drawFigure(still, pose, person)
  if (scrim) addScrim(still.pixels, width, height)
  const loud = loudness(voice.samples, speechRateHz, framesPerSecond)
  const moves = movement(request, random, frames)
  for (let index = 0; index < frames; index++) {
    const canvas: Canvas = { pixels: new Uint8Array(still.pixels), width, height }
    drawFace(canvas, pose, person, { ...moves(index), mouth: loud[Math.min(loud.length - 1, index)] ?? 0 })
    yield canvas.pixels
    await breathe()
  }
}

/** Blinks every few seconds and small turns of the head, livelier with an expressive gesture. */
function movement(request: MediaRequest, random: Random, frames: number): (frame: number) => Omit<Expression, 'mouth'> {
  const strength = { none: 0.35, friendly: 1, expressive: 1.7 }[request.avatar.gesture] ?? 1
  const phases = [random() * 6.28, random() * 6.28, random() * 6.28] as const
  const blinks: number[] = []
  for (let at = between(random, 20, 60); at < frames; at += between(random, 48, 130)) blinks.push(at)
  return frame => {
    const t = frame / framesPerSecond
    const nearest = Math.min(99, ...blinks.map(at => Math.abs(at - frame)))
    return {
      blink: Math.max(0, 1 - (nearest / 3) ** 2),
      turnX: strength * (0.035 * sin(t * 0.9 + phases[0]) + 0.016 * sin(t * 2.3 + phases[1])),
      turnY: strength * (0.018 * sin(t * 1.3 + phases[2]) + 0.008 * sin(t * 3.1 + phases[0])),
      smile: 0.35 + 0.3 * sin(t * 0.5 + phases[1]),
    }
  }
}

