import { parseColor, type Color } from './palette'
import { pick, randomFrom } from './random'

export type HairStyle = 'short' | 'bob' | 'long' | 'bun' | 'curly' | 'bald'

/** How a presenter looks. */
export interface Presenter {
  skin: Color
  hair: Color
  hairStyle: HairStyle
  clothes: Color
  collar: 'round' | 'shirt' | 'jacket'
  lips: Color
  eyes: Color
  beard: boolean
}

type Row = [skin: string, hair: string, style: HairStyle, clothes: string, collar: Presenter['collar'], lips: string, eyes: string, beard: boolean]

const presenters: Record<string, Row> = {
  kate: ['#f0c5a8', '#6b3f2a', 'bob', '#27495f', 'jacket', '#c4606a', '#4d7a8c', false],
  anna: ['#f5d3bd', '#d8b06a', 'long', '#8c3b4a', 'round', '#cf6f74', '#5a8a70', false],
  bruno: ['#d9a07a', '#2b1d18', 'short', '#2f3b2f', 'shirt', '#b0685c', '#4a3423', true],
  chidi: ['#7a4a30', '#16110f', 'short', '#c8923a', 'round', '#8a4a42', '#2e1d14', false],
  diego: ['#c98f66', '#1f1814', 'curly', '#345a7d', 'shirt', '#a95f55', '#3b2a1c', true],
  emi: ['#f1cda9', '#1b1a1e', 'bun', '#e2dcd0', 'round', '#c85a68', '#33261d', false],
  farah: ['#c58d68', '#2a1914', 'long', '#5b3f78', 'round', '#b05058', '#4a3322', false],
  jonas: ['#efc3a4', '#b9853f', 'short', '#3c4a58', 'jacket', '#b9716a', '#5d8aa0', true],
  lena: ['#f4cfb6', '#9c3f22', 'curly', '#2f6b5a', 'round', '#c9606a', '#5e8d56', false],
  mateo: ['#b97c55', '#241a16', 'bald', '#7d2f36', 'shirt', '#9c5850', '#33231a', true],
  priya: ['#a8704a', '#191312', 'long', '#c4593b', 'round', '#98454a', '#2d1d15', false],
  sven: ['#f3cdb4', '#c9c3b8', 'short', '#22303e', 'jacket', '#bd756c', '#6a94ab', false],
}

/** A presenter by name; an unknown name gives one of its own, always the same. */
export function presenterOf(name: string): Presenter {
  const known = Object.hasOwn(presenters, name) ? presenters[name] : undefined
  const row = known ?? pick(randomFrom(name), Object.values(presenters)) ?? (presenters['kate'] as Row)
  const [skin, hair, hairStyle, clothes, collar, lips, eyes, beard] = row
  return { skin: parseColor(skin), hair: parseColor(hair), hairStyle, clothes: parseColor(clothes), collar, lips: parseColor(lips), eyes: parseColor(eyes), beard }
}
