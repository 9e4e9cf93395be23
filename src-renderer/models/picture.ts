import { useCallback, useMemo } from 'react'
import { artCount, mediaUrl } from '../../src-shared/media'
import { generationTypes, providerKey } from '../../src-shared/provider'
import { automaticKey } from './gallery'
import { useModels } from './useModels'

/** A number out of a text, the same each time. */
function hash(text: string): number {
  let value = 2_166_136_261
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16_777_619)
  return value >>> 0
}

/**
 * The pictures of models that have no result of the user's own: neighbours in the list never share one, and a model keeps its
 * picture as long as the list stays. Spread from a start that the first name gives.
 */
export function artFor(keys: readonly string[]): Map<string, string> {
  const taken = new Map<string, string>()
  const pictures: number[] = []
  for (const key of keys) {
    let index = hash(key) % artCount
    const near = pictures.slice(-Math.min(7, artCount - 1))
    while (near.includes(index)) index = (index + 1) % artCount
    pictures.push(index)
    taken.set(key, mediaUrl.art(index))
  }
  return taken
}

/** A model's picture: its newest result, else sample art. */
function pictureOf(key: string, newest: Record<string, string[]>, art: ReadonlyMap<string, string>, size: 256 | 1024 = 256): string {
  const own = newest[key]?.[0]
  return own === undefined ? (art.get(key) ?? mediaUrl.art(hash(key) % artCount)) : mediaUrl.thumbnail(own, size)
}

/** Gives the picture of a model by its key. */
export function useModelPicture(): (key: string, size?: 256 | 1024) => string {
  const providers = useModels((state) => state.catalogue?.providers)
  const newest = useModels((state) => state.newest)
  const art = useMemo(() => artFor([...generationTypes.map(automaticKey), ...(providers ?? []).map(providerKey)]), [providers])
  return useCallback((key, size) => pictureOf(key, newest, art, size), [newest, art])
}
