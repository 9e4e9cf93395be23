import type { Library } from '../library'
import type { Media } from '../media'
import { readSource, stampOf, withClosedKeyframes, type CutSource } from './source'

/** Sources read lately: the page asks for plans while a handle is dragged. */
const keptSources = 8

export interface Sources {
  /**
   * The source of an item, read when it is not known or has changed.
   * @throws AppError `not-found`, `file-missing`, `unsupported-media`, `ffmpeg-missing`.
   */
  read(itemId: string, closedKeyframes: boolean): Promise<CutSource>
}

export function openSources(media: Media, library: Pick<Library, 'path'>): Sources {
  const known = new Map<string, { stamp: string; source: Promise<CutSource> }>()

  function remember(itemId: string, stamp: string, source: Promise<CutSource>): Promise<CutSource> {
    known.delete(itemId)
    known.set(itemId, { stamp, source })
    if (known.size > keptSources) known.delete(known.keys().next().value!)
    source.catch(() => known.get(itemId)?.source === source && known.delete(itemId))
    return source
  }

  return {
    async read(itemId, closedKeyframes) {
      const path = library.path(itemId)
      const stamp = `${path} ${await stampOf(path)}`
      const before = known.get(itemId)
      const source = before?.stamp === stamp ? before.source : remember(itemId, stamp, readSource(media, path, { closedKeyframes }))
      if (!closedKeyframes || (await source).closedKeyframes !== null) return source
      return remember(itemId, stamp, source.then((found) => withClosedKeyframes(media, found)))
    },
  }
}
