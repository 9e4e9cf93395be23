import { aspect, choice, flag, number, provider, resolution, seed } from './define'
import type { ProviderDefinition } from './types'
import { avatarVoices } from './voices'

const voice = choice('voice', avatarVoices, 'Who speaks. May also be given as the input `voice`.')

export const avatar: ProviderDefinition[] = [
  provider('AVATAR', {
    id: 'heygen',
    name: 'HeyGen',
    description: 'A presenter who says your text, in a setting of your choice, with gestures. Or speaks over your own audio.',
    features: ['avatar', 'text to speech', '12 presenters', 'gestures', 'settings'],
    limitations: ['1,500 characters', 'one presenter'],
    credits: 10,
    seconds: 100,
    charactersPerUnit: 300,
    maxTextLength: 1_500,
    inputs: { text: 'optional', voice: 'optional', audio: 'optional' },
    options: [
      choice('avatarId', ['kate', 'anna', 'bruno', 'chidi', 'diego', 'emi', 'farah', 'jonas', 'lena', 'mateo', 'priya', 'sven'], 'Who presents.'),
      voice,
      choice('background', ['modern_office', 'studio', 'living_room', 'library', 'garden', 'night_city', 'plain'], 'Setting behind the presenter.'),
      choice('gesture', ['none', 'friendly', 'expressive'], 'Movement while speaking.'),
      number('speed', '0.5..1.5', 'Pace of speech; 1 is natural.'),
      aspect('16:9', '9:16', '1:1'),
      resolution('720p', '1080p'),
      seed,
    ],
  }),
  provider('AVATAR', {
    id: 'talking-portrait',
    name: 'Talking Portrait',
    description: 'Makes your portrait speak, with natural movement. Give a portrait image and words or reference audio.',
    features: ['avatar', 'image to video', 'reference audio', 'expressions'],
    limitations: ['needs an image', 'one face'],
    credits: 8,
    seconds: 85,
    charactersPerUnit: 300,
    maxTextLength: 1_500,
    inputs: { text: 'optional', voice: 'optional', image: 'required', audio: 'optional' },
    options: [voice, number('expression', '0..2', 'How lively the face is.'), flag('still', 'Hold the head still.'), aspect('auto', '16:9', '9:16', '1:1'), seed],
    media: { aspectRatio: 'auto' },
  }),
  provider('AVATAR', {
    id: 'lip-sync',
    name: 'Lip Sync',
    description: 'Puts your audio on the lips of your video or image. Needs reference audio.',
    features: ['avatar', 'lip sync', 'reference audio', 'video to video', 'image to video'],
    limitations: ['needs audio', 'at most 60 seconds'],
    credits: 6,
    seconds: 70,
    inputs: { text: 'optional', image: 'optional', video: 'optional', audio: 'required' },
    options: [choice('mode', ['natural', 'precise'], 'Softer or stricter lips.'), aspect('auto', '16:9', '9:16', '1:1'), seed],
    media: { aspectRatio: 'auto' },
  }),
]
