import { randomOf } from '../random'

const subjects = [
  'a red fox', 'an old sailor', 'a glass tower', 'a neon street', 'two dancers', 'a paper boat', 'a mountain lake', 'a café at dawn', 'a robot gardener',
  'a marble statue', 'a field of lavender', 'the señora of the house', 'a wolf', 'an abandoned station', 'a lighthouse', '東京の夜の街', '一只红色的猫', '桜の木の下',
]
const manners = [
  'in the rain', 'under a violet sky', 'in Rembrandt light', 'as an ink drawing', 'seen from above', 'with shallow focus', 'in slow motion', 'at golden hour',
  'in heavy fog', 'made of folded paper', 'on a film set', 'in the style of a woodcut', 'with long shadows', 'half submerged', 'through a keyhole',
]
const details = [
  'photorealistic', 'high detail', '35 mm film', 'soft grain', 'volumetric light', 'muted palette', 'strong contrast', 'tilt shift', 'studio backdrop',
  'hand held camera', 'cinematic', 'symmetrical', 'macro', 'wide angle', 'dust in the air', 'reflections', 'pastel', 'neon', 'monochrome', 'ultra quality',
]
const makers = ['flux', 'imagen', 'kling', 'veo', 'runway', 'luma', 'seedream', 'stable', 'ideogram', 'recraft', 'pika', 'hailuo']
export const tagNames = [
  'favourite colour', 'client', 'portrait', 'landscape', 'night', 'neon', 'draft', 'final', 'campaign', 'reference', 'texture', 'loop', 'product', 'animal',
  'street', 'café', 'water', 'winter', 'summer', 'abstract', '猫', 'print', 'web', 'poster', 'story',
]

/** Words of a library, the same for the same seed: about forty models and prompts of one to four sentences. */
export function vocabulary(seed: number) {
  const random = randomOf(seed)
  const one = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!
  return {
    random,
    one,
    prompt: () =>
      `${one(subjects)} ${one(manners)}, ${Array.from({ length: 2 + Math.floor(random() * 6) }, () => one(details)).join(', ')}. ${one(subjects)} ${one(manners)}.`,
    provider: () => `${one(makers)}-${one(['dev', 'pro', 'ultra'])}`,
    tags: () => (random() < 0.6 ? [] : Array.from(new Set(Array.from({ length: 1 + Math.floor(random() * 3) }, () => one(tagNames))))),
    rating: () => (random() < 0.7 ? 0 : 1 + Math.floor(random() * 5)),
  }
}
