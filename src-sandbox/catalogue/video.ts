import { aspect, choice, color, flag, number, provider, resolution, seconds, seed, words } from './define'
import type { ProviderDefinition } from './types'

const style = choice('style', ['natural', 'cinematic', 'anime', 'documentary', 'vintage'], 'Overall look.')
const wide = aspect('16:9', '9:16', '1:1', '4:3', '21:9')

export const minimax: ProviderDefinition[] = [
  provider('VIDEO', {
    id: 'minimax',
    name: 'Hailuo-02',
    description: 'MiniMax. Understands scenes and crowds, and moves them naturally.',
    features: ['text to video', 'image to video', 'scene understanding', 'sound'],
    limitations: ['10 seconds at 1080p cost twice as much'],
    credits: 8,
    seconds: 75,
    factors: { duration: { '10': 1.75 }, resolution: { '1080p': 1.5 } },
    inputs: { text: 'required', image: 'optional' },
    options: [seconds(6, 10), resolution('512p', '768p', '1080p'), aspect('16:9', '9:16', '1:1'), style, flag('promptOptimizer', 'Let the model enrich the prompt first.'), seed],
    media: { resolution: '768p', durationSeconds: 6 },
  }),
  provider('VIDEO', {
    id: 'hailuo-i2v',
    name: 'Hailuo I2V',
    description: 'MiniMax, from a still: the clip begins with your image and keeps its subject steady.',
    features: ['image to video', 'first frame', 'subject stays steady'],
    limitations: ['needs an image', '6 seconds'],
    credits: 7,
    seconds: 65,
    inputs: { text: 'optional', image: 'required' },
    options: [aspect('auto', '16:9', '9:16', '1:1'), choice('model', ['i2v-01', 'i2v-01-live', 'i2v-01-director'], 'Variant: general, drawn pictures, or camera directions.'), seed],
    media: { aspectRatio: 'auto', durationSeconds: 6, sound: false },
  }),
]

export const google: ProviderDefinition[] = [
  provider('VIDEO', {
    id: 'veo-3',
    name: 'Veo 3',
    description: 'Google. Realism, precise physics and a soundtrack of its own.',
    features: ['text to video', 'image to video', 'sound', 'physics'],
    limitations: ['8 seconds', 'no 1:1'],
    credits: 20,
    seconds: 120,
    factors: { resolution: { '1080p': 1.5 }, generateAudio: { true: 1.25 } },
    inputs: { text: 'required', image: 'optional' },
    options: [seconds(4, 6, 8), resolution('720p', '1080p'), aspect('16:9', '9:16'), flag('generateAudio', 'Make a soundtrack too.'), words('negativePrompt', 'What should not be seen.'), seed],
    media: { durationSeconds: 8 },
  }),
  provider('VIDEO', {
    id: 'veo-3-fast',
    name: 'Veo 3 Fast',
    description: 'Google. Veo for drafts: less than half the price and the wait, a little less detail.',
    features: ['text to video', 'sound', 'drafts'],
    limitations: ['8 seconds', '720p'],
    credits: 8,
    seconds: 50,
    options: [seconds(4, 6, 8), aspect('16:9', '9:16'), flag('generateAudio', 'Make a soundtrack too.'), seed],
    media: { durationSeconds: 8 },
  }),
]

const motion = choice('motionIntensity', ['low', 'medium', 'high'], 'How much moves.')

export const runway: ProviderDefinition[] = [
  provider('VIDEO', {
    id: 'runway',
    name: 'Runway Gen-4',
    description: 'Cinema look with references: people, places and things stay the same from shot to shot.',
    features: ['text to video', 'image to video', 'reference images', 'cinema look'],
    limitations: ['no sound', '720p'],
    credits: 15,
    seconds: 80,
    factors: { duration: { '10': 2 }, model: { 'gen-3': 0.5, 'gen-4-turbo': 0.6 } },
    inputs: { text: 'required', image: 'optional' },
    maxImages: 3,
    options: [choice('model', ['gen-4', 'gen-4-turbo', 'gen-3'], 'Generation of the model.'), seconds(5, 10), wide, motion, seed],
    media: { sound: false },
  }),
  provider('VIDEO', {
    id: 'runway-gen3',
    name: 'Runway Gen-3',
    description: 'Fast drafts with the look of film; from words or from a still.',
    features: ['text to video', 'image to video', 'fast'],
    limitations: ['no sound', '720p'],
    credits: 7,
    seconds: 40,
    factors: { duration: { '10': 2 } },
    inputs: { text: 'required', image: 'optional' },
    options: [seconds(5, 10), aspect('16:9', '9:16'), motion, seed],
    media: { sound: false },
  }),
  provider('VIDEO', {
    id: 'runway-gen2',
    name: 'Runway Gen-2',
    description: 'The classic: four painterly seconds, and a knob for every direction of the camera.',
    features: ['text to video', 'image to video', 'camera control'],
    limitations: ['4 seconds', 'no sound', '480p'],
    credits: 4,
    seconds: 35,
    inputs: { text: 'optional', image: 'optional' },
    options: [
      wide,
      number('cameraHorizontal', '-10..10', 'Left or right.'),
      number('cameraVertical', '-10..10', 'Up or down.'),
      number('cameraZoom', '-10..10', 'In or out.'),
      flag('upscale', 'Double the resolution.'),
      seed,
    ],
    media: { resolution: '480p', durationSeconds: 4, sound: false },
  }),
]

export const luma: ProviderDefinition[] = [
  provider('VIDEO', {
    id: 'luma',
    name: 'Luma Dream Machine',
    description: 'Dreamlike and surreal, with keyframes: give the first image, the last one, or both.',
    features: ['text to video', 'image to video', 'keyframes', 'loops'],
    limitations: ['no sound'],
    credits: 10,
    seconds: 60,
    factors: { duration: { '9': 1.8 }, resolution: { '720p': 0.7, '540p': 0.5 } },
    inputs: { text: 'required', image: 'optional', endImage: 'optional' },
    options: [seconds(5, 9), resolution('540p', '720p', '1080p'), wide, flag('loop', 'End where it began.'), seed],
    media: { resolution: '1080p', sound: false },
  }),
]

export const special: ProviderDefinition[] = [
  provider('VIDEO', {
    id: 'dance',
    name: 'Dance',
    description: 'Choreography from reference footage, for one dancer or several. The clip follows the movement of your video.',
    features: ['video to video', 'reference footage', 'several people'],
    limitations: ['needs a video', 'at most 10 seconds of it are used'],
    credits: 14,
    seconds: 140,
    factors: { people: { '2': 1.25, '3': 1.5, '4': 1.75 } },
    inputs: { text: 'optional', video: 'required', image: 'optional' },
    options: [seconds(5, 10), { name: 'people', type: 'integer', required: false, description: 'How many dance.', allowedValues: ['1', '2', '3', '4'] }, aspect('9:16', '1:1', '16:9'), seed],
    media: { aspectRatio: '9:16', durationSeconds: 10 },
  }),
  provider('VIDEO', {
    id: 'steady-5',
    name: 'Steady 5',
    description: 'Exactly five reliable seconds, at 480p or 1080p. Little surprises, little fails.',
    features: ['text to video', 'steady camera'],
    limitations: ['5 seconds', '480p and 1080p only', 'no sound'],
    credits: 5,
    seconds: 45,
    factors: { resolution: { '1080p': 1.6 } },
    options: [resolution('480p', '1080p'), aspect('16:9', '9:16', '1:1'), seed],
    media: { resolution: '480p', sound: false },
  }),
  provider('VIDEO', {
    id: 'product-spin',
    name: 'Product spin',
    description: 'For shops and ads: a product turning on a clean ground in your colour.',
    features: ['text to video', 'image to video', 'product shots', 'background colour'],
    limitations: ['one object', 'no sound'],
    credits: 9,
    seconds: 70,
    inputs: { text: 'required', image: 'optional' },
    options: [
      color('background', 'Ground behind the product, as #RRGGBB.'),
      choice('lighting', ['softbox', 'daylight', 'dramatic'], 'Light of the set.'),
      number('turns', '0.25..2', 'Turns within the clip.'),
      aspect('1:1', '16:9', '9:16', '4:5'),
      seed,
    ],
    media: { aspectRatio: '1:1', resolution: '1080p', durationSeconds: 6, sound: false },
  }),
]
