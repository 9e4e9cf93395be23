import { randomOf } from '../random'

export type Kind = 'copy' | 'smart' | 'exact'

export interface Wish {
  clip: string
  kind: Kind
  inSeconds: number
  outSeconds: number
}

/** Random cuts over all clips in turn and the three kinds; some end where the clip does, some begin where it begins. */
export function randomCuts(clips: readonly { name: string; seconds: number }[], count: number, seed: number): Wish[] {
  const next = randomOf(seed)
  const kinds: Kind[] = ['smart', 'exact', 'copy']
  return Array.from({ length: count }, (_, index) => {
    const { name, seconds } = clips[index % clips.length]!
    const kind = kinds[Math.floor(index / clips.length) % 3]!
    const from = next() < 0.1 ? 0 : next() * seconds * 0.5
    const length = 1 + next() * (seconds - from - 1)
    return { clip: name, kind, inSeconds: from, outSeconds: next() < 0.1 ? seconds : from + length }
  })
}
