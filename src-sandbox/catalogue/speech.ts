import { choice, flag, format, integer, number, provider, seed } from './define'
import type { ProviderDefinition } from './types'
import { elevenLabsVoices, googleLanguages, googleVoices } from './voices'

const speed = number('speed', '0.5..2', 'Pace of speech; 1 is natural.')

export const speech: ProviderDefinition[] = [
  provider('AUDIO', {
    id: 'elevenlabs',
    name: 'ElevenLabs',
    description: 'The most natural voices, with emotion, in 29 languages. Priced by each 500 characters begun.',
    features: ['text to speech', 'emotion', '29 languages', '25 voices'],
    limitations: ['5,000 characters a call'],
    credits: 2,
    seconds: 6,
    charactersPerUnit: 500,
    maxTextLength: 5_000,
    inputs: { text: 'required', voice: 'optional' },
    options: [
      choice('voice', elevenLabsVoices, 'Who speaks.'),
      choice('model', ['multilingual_v2', 'turbo_v2_5', 'flash_v2_5'], 'Quality against speed.'),
      choice('emotion', ['neutral', 'happy', 'excited', 'sad', 'angry', 'calm', 'whispering'], 'Mood of the voice.'),
      speed,
      number('stability', '0..1', 'Low varies more, high is steadier.'),
      number('similarity', '0..1', 'How close to the recorded voice.'),
      format('mp3', 'wav', 'ogg'),
      seed,
    ],
  }),
  provider('AUDIO', {
    id: 'elevenlabs-flash',
    name: 'ElevenLabs Flash',
    description: 'The same voices for drafts: half the price, ready almost at once, fewer emotions.',
    features: ['text to speech', 'very fast', '25 voices'],
    limitations: ['2,000 characters a call', 'no emotion'],
    credits: 1,
    seconds: 2,
    charactersPerUnit: 500,
    maxTextLength: 2_000,
    inputs: { text: 'required', voice: 'optional' },
    options: [choice('voice', elevenLabsVoices, 'Who speaks.', true), speed, format('mp3', 'wav', 'ogg'), seed],
  }),
  provider('AUDIO', {
    id: 'google-tts',
    name: 'Google Text-to-Speech',
    description: `Neural and WaveNet voices: ${googleVoices.length} voices in ${googleLanguages.length} languages and variants, with SSML for pauses and emphasis.`,
    features: ['text to speech', 'SSML', `${googleVoices.length} voices`, `${googleLanguages.length} languages and variants`, 'WaveNet'],
    limitations: ['5,000 characters a call', 'emotion only through SSML'],
    credits: 0.5,
    seconds: 3,
    charactersPerUnit: 1_000,
    maxTextLength: 5_000,
    inputs: { text: 'required', voice: 'optional' },
    options: [
      choice('voice', googleVoices, 'Who speaks: language, family and letter.'),
      choice('language', googleLanguages, 'Language, where no voice is chosen.'),
      flag('ssml', 'Read the text as SSML.'),
      number('speed', '0.25..4', 'Pace of speech; 1 is natural.'),
      number('pitch', '-20..20', 'Semitones up or down.'),
      number('volumeGainDb', '-20..10', 'Louder or softer, in decibels.'),
      integer('sampleRate', ['16000', '24000', '44100', '48000'], 'Samples a second.'),
      format('mp3', 'wav', 'ogg'),
      seed,
    ],
  }),
]
