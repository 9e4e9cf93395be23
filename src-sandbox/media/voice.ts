import { breathe } from './canvas'
import { phonesOf, readSsml, spokenCharacters, type Phone } from './phonemes'
import { between, randomFrom, sin } from './random'
import type { SpeechRequest } from './request'

export const speechRateHz = 24_000
const charactersPerSecond = 14
const tau = 2 * Math.PI

export interface Speech {
  samples: Float32Array
  durationSeconds: number
}

interface Voice {
  pitchHz: number
  /** Length of the throat: scales every formant. */
  formantScale: number
  pitchRange: number
  breath: number
  whispers: boolean
}

const lowVoices = /(^|_|-)(male|adam|antoni|arnold|callum|charlie|daniel|ethan|george|josh|michael|sam|thomas|narrator|bruno|chidi|diego|jonas|mateo|sven)|-[BDFHJ]$/i

/** How a voice sounds: from its name, so that the same name always sounds the same. */
function voiceOf(request: SpeechRequest): Voice {
  const random = randomFrom(`voice ${request.voice}`)
  const isLow = lowVoices.test(request.voice) && !/female/i.test(request.voice)
  const moods: Record<string, [pitch: number, range: number]> = { excited: [1.12, 1.7], happy: [1.08, 1.4], energetic: [1.1, 1.6], angry: [1.02, 1.5], sad: [0.92, 0.55], calm: [0.96, 0.7], neutral: [1, 1] }
  const [pitch, range] = moods[request.emotion] ?? [1, 1]
  const base = isLow ? between(random, 92, 128) : between(random, 172, 226)
  return {
    pitchHz: base * pitch * 2 ** (request.pitchSemitones / 12),
    formantScale: isLow ? between(random, 0.95, 1.04) : between(random, 1.12, 1.2),
    pitchRange: range * between(random, 0.85, 1.15),
    breath: between(random, 0.01, 0.05),
    whispers: request.emotion === 'whispering',
  }
}

/** How long a text takes to say, in seconds. */
function speechSeconds(text: string, request: SpeechRequest): number {
  const plain = request.ssml ? readSsml(text) : text
  const breaks = phonesOf(plain).reduce((sum, phone) => sum + phone.pauseSeconds, 0)
  return Math.max(0.4, spokenCharacters(plain) / charactersPerSecond / request.speed) + breaks
}

/** Speaks a text: a glottal pulse and noise through four formants. Not a human, but unmistakably speech. */
export async function speak(text: string, request: SpeechRequest, seed: number): Promise<Speech> {
  const plain = request.ssml ? readSsml(text) : text
  const phones = phonesOf(plain)
  const durationSeconds = speechSeconds(text, request)
  const samples = new Float32Array(Math.round(durationSeconds * speechRateHz))
  const timed = schedule(phones, durationSeconds)
  const voice = voiceOf(request)
  await synthesise(samples, timed, voice, randomFrom(`speech ${seed} ${text}`))
  level(samples, request.volumeDecibels)
  return { samples, durationSeconds }
}

interface TimedPhone extends Phone {
  start: number
  end: number
  /** Pitch relative to the voice's own. */
  pitch: number
}

function schedule(phones: Phone[], durationSeconds: number): TimedPhone[] {
  const fixed = phones.reduce((sum, phone) => sum + phone.pauseSeconds, 0)
  const weights = phones.reduce((sum, phone) => sum + (phone.pauseSeconds > 0 ? 0 : phone.weight), 0)
  const perWeight = weights > 0 ? Math.max(0, durationSeconds - fixed - 0.06) / weights : 0
  const ends = new Map<number, { first: number; last: number }>()
  phones.forEach((phone, index) => {
    const range = ends.get(phone.sentence)
    if (range) range.last = index
    else ends.set(phone.sentence, { first: index, last: index })
  })
  let at = 0.03
  let lastWord = -1
  return phones.map((phone, index) => {
    const start = at
    at += phone.pauseSeconds > 0 ? phone.pauseSeconds : phone.weight * perWeight
    const range = ends.get(phone.sentence) ?? { first: index, last: index }
    const through = (index - range.first) / Math.max(1, range.last - range.first)
    const accented = phone.isVowel && phone.word !== lastWord
    if (phone.isVowel) lastWord = phone.word
    return { ...phone, start, end: at, pitch: 0.12 - 0.24 * through + (accented ? 0.1 : 0) }
  })
}

/** A two-pole resonance, its coefficients set anew every few milliseconds. */
class Resonator {
  private a = 0
  private b = 0
  private c = 0
  private y1 = 0
  private y2 = 0

  tune(hz: number, bandwidthHz: number): void {
    const r = Math.exp((-Math.PI * bandwidthHz) / speechRateHz)
    this.c = -r * r
    this.b = 2 * r * Math.cos((tau * Math.min(hz, speechRateHz * 0.46)) / speechRateHz)
    this.a = 1 - this.b - this.c
  }

  pass(input: number): number {
    const output = this.a * input + this.b * this.y1 + this.c * this.y2
    this.y2 = this.y1
    this.y1 = output
    return output
  }
}

const controlStep = 96 // 4 ms

async function synthesise(samples: Float32Array, phones: TimedPhone[], voice: Voice, random: () => number): Promise<void> {
  const cascade = [new Resonator(), new Resonator(), new Resonator(), new Resonator()]
  const hiss = new Resonator()
  const now = { f1: 500, f2: 1_500, f3: 2_500, voice: 0, noise: 0, noiseHz: 2_000, pitch: 0 }
  let at = 0
  let phase = 0
  let before = 0
  let hz = voice.pitchHz
  for (let index = 0; index < samples.length; index++) {
    const t = index / speechRateHz
    if (index % controlStep === 0) {
      while (at < phones.length - 1 && t >= (phones[at] as TimedPhone).end) at++
      const phone = phones[at]
      const sounding = phone !== undefined && t >= phone.start && t < phone.end
      const near = 0.3 // towards the target by this much every 4 ms: formants glide as tongues do
      if (phone && sounding) {
        now.f1 += (phone.formants[0] - now.f1) * near
        now.f2 += (phone.formants[1] - now.f2) * near
        now.f3 += (phone.formants[2] - now.f3) * near
        now.noiseHz += (phone.noiseHz - now.noiseHz) * 0.6
        now.pitch += (phone.pitch - now.pitch) * 0.06
      }
      now.voice += ((sounding ? phone.voice : 0) - now.voice) * 0.35
      now.noise += ((sounding ? phone.noise : 0) - now.noise) * 0.5
      const scale = voice.formantScale
      cascade[0]?.tune(now.f1 * scale, 70)
      cascade[1]?.tune(now.f2 * scale, 95)
      cascade[2]?.tune(now.f3 * scale, 140)
      cascade[3]?.tune(3_500 * scale, 220)
      hiss.tune(now.noiseHz, 900 + now.noiseHz * 0.18)
      hz = voice.pitchHz * (1 + now.pitch * voice.pitchRange + 0.012 * sin(tau * 4.7 * t) + (random() - 0.5) * 0.012)
      if (index % (controlStep * 256) === 0) await breathe()
    }
    phase += hz / speechRateHz
    if (phase >= 1) phase -= 1
    const noise = random() * 2 - 1
    const pulse = voice.whispers ? noise * 0.22 : glottis(phase) + noise * voice.breath
    let sound = pulse * now.voice
    for (const resonator of cascade) sound = resonator.pass(sound)
    // Lips radiate high tones better than low ones: without this every voice is muffled.
    samples[index] = sound - 0.8 * before + hiss.pass(noise) * now.noise * 0.9
    before = sound
  }
}

/** Flow through the glottis over one period, differentiated: a slow opening and an abrupt close, which is what rings the formants. */
function glottis(phase: number): number {
  const open = 0.62
  if (phase >= open) return 0
  const p = phase / open
  return (2 * p - 3 * p * p) * 0.8
}

function level(samples: Float32Array, volumeDecibels: number): void {
  let peak = 1e-6
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
  const gain = (0.82 / peak) * 10 ** (Math.min(1.5, volumeDecibels) / 20)
  for (let index = 0; index < samples.length; index++) samples[index] = Math.tanh((samples[index] as number) * gain * 1.15)
}

/** Loudness from 0 to 1 for each video frame: what the mouth follows. */
export function loudness(samples: Float32Array, sampleRateHz: number, framesPerSecond: number): number[] {
  const size = sampleRateHz / framesPerSecond
  const raw = Array.from({ length: Math.ceil(samples.length / size) }, (_, frame) => {
    let sum = 0
    const from = Math.floor(frame * size)
    const to = Math.min(samples.length, Math.floor((frame + 1) * size))
    for (let index = from; index < to; index++) sum += (samples[index] as number) ** 2
    return Math.sqrt(sum / Math.max(1, to - from))
  })
  const loudest = Math.max(1e-6, ...raw)
  let held = 0
  return raw.map(value => {
    const target = Math.min(1, value / (loudest * 0.75))
    held += (target - held) * (target > held ? 0.75 : 0.45)
    return held
  })
}
