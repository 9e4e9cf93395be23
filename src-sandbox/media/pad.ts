import { breathe } from './canvas'
import { between, pick, randomFrom, sin } from './random'
import { writeWave } from './wave'

const tau = 2 * Math.PI
const rateHz = 48_000
/** Chords as semitones over the root: minor ninth, suspended, major seventh … all soft. */
const progressions: readonly [number[][], ...number[][][]] = [
  [[0, 7, 15, 19], [-4, 3, 8, 15], [3, 10, 14, 22], [-2, 5, 10, 17]],
  [[0, 7, 11, 16], [-3, 4, 9, 16], [5, 9, 12, 16], [-5, 2, 7, 14]],
  [[0, 5, 12, 14], [-2, 5, 10, 14], [-5, 2, 7, 12], [0, 7, 12, 19]],
]
const scale = [0, 3, 5, 7, 10, 12, 15, 17]

/** A quiet synthesised pad with a few bells over it, its chords drawn from the seed; stereo, a hair shorter than `seconds`. */
export async function writePad(path: string, seedText: string, seconds: number): Promise<void> {
  const random = randomFrom(`pad ${seedText}`)
  // The encoder pads to whole packets: a shorter input keeps the file from outlasting its picture.
  const count = Math.max(1, Math.floor((seconds - 0.012) * rateHz))
  const left = new Float32Array(count)
  const right = new Float32Array(count)
  const root = between(random, 98, 147)
  const chords = pick(random, progressions)
  const chordSeconds = Math.max(1.8, Math.min(3.6, seconds / 3))
  for (let start = 0, index = 0; start < seconds; start += chordSeconds, index++) {
    for (const note of chords[index % chords.length] ?? []) {
      addPadNote(left, right, { hz: root * 2 ** (note / 12), start, length: chordSeconds * 1.5, pan: between(random, 0.25, 0.75), phase: random() * tau, gain: 0.055 })
    }
    await breathe()
  }
  for (let at = between(random, 0.3, 1); at < seconds - 0.5; at += between(random, 0.45, 1.3)) {
    const note = (pick(random, scale) ?? 0) + 24
    addBell(left, right, { hz: root * 2 ** (note / 12), start: at, length: 2.2, pan: between(random, 0.15, 0.85), phase: 0, gain: between(random, 0.012, 0.035) })
  }
  fadeEnds(left, right)
  await writeWave(path, [left, right], rateHz)
}

interface Note {
  hz: number
  start: number
  length: number
  pan: number
  phase: number
  gain: number
}

function addPadNote(left: Float32Array, right: Float32Array, note: Note): void {
  const from = Math.floor(note.start * rateHz)
  const length = Math.floor(note.length * rateHz)
  for (let index = 0; index < length && from + index < left.length; index++) {
    const t = index / rateHz
    const p = index / length
    const envelope = Math.min(1, p * 4) * Math.min(1, (1 - p) * 3) * note.gain
    const w = tau * note.hz * t + note.phase
    const sway = 0.25 * sin(tau * 0.17 * t + note.phase)
    const voice = (detune: number): number => sin(w * detune) + (0.34 + sway * 0.3) * sin(w * 2 * detune) + 0.12 * sin(w * 3 * detune)
    left[from + index] = (left[from + index] as number) + envelope * voice(1.0021) * (1 - note.pan)
    right[from + index] = (right[from + index] as number) + envelope * voice(0.9979) * note.pan
  }
}

function addBell(left: Float32Array, right: Float32Array, note: Note): void {
  const from = Math.floor(note.start * rateHz)
  const length = Math.floor(note.length * rateHz)
  for (let index = 0; index < length && from + index < left.length; index++) {
    const t = index / rateHz
    const envelope = Math.min(1, t * 200) * Math.exp(-t * 2.6) * note.gain
    const sample = envelope * (sin(tau * note.hz * t) + 0.4 * Math.exp(-t * 5) * sin(tau * note.hz * 2.76 * t))
    left[from + index] = (left[from + index] as number) + sample * (1 - note.pan)
    right[from + index] = (right[from + index] as number) + sample * note.pan
  }
}

function fadeEnds(left: Float32Array, right: Float32Array): void {
  const fade = Math.min(Math.floor(0.5 * rateHz), Math.floor(left.length / 2))
  for (let index = 0; index < fade; index++) {
    const gain = index / fade
    for (const channel of [left, right]) {
      channel[index] = (channel[index] as number) * gain
      channel[channel.length - 1 - index] = (channel[channel.length - 1 - index] as number) * gain
    }
  }
}
