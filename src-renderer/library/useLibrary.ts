import { create } from 'zustand'
import { toAppError, type AppError } from '../../src-shared/errors'
import type { ItemId, MediaIds } from '../../src-shared/media'
import { everything, type MediaQuery } from '../../src-shared/mediaQuery'
import { on, request } from '../ipc'
import { keepKnown, nothingSelected, selectAt, type Selection } from '../ui/selection'

export const tileSizes = { least: 96, most: 384, usual: 176 } as const
const sizeKey = 'library.tileSize'

interface LibraryStore extends MediaIds {
  query: MediaQuery
  status: 'loading' | 'ready' | 'failed'
  error: AppError | null
  tileSize: number
  selection: Selection
  /** Where the grid stood, so that coming back from the viewer leads to the same place. */
  scrollTop: number
  setQuery: (patch: Partial<MediaQuery>) => void
  setTileSize: (size: number) => void
  setSelection: (selection: Selection) => void
}

/** Search as you type waits this long for the next key. */
const typingMs = 120
/** Many changes in a row (a batch being filed) ask for the order once. */
const changesMs = 250

let asked = 0
let timer: ReturnType<typeof setTimeout> | null = null

function later(ms: number, keepPlace = false): void {
  if (timer !== null) clearTimeout(timer)
  timer = setTimeout(() => void loadIds(keepPlace), ms)
}

/**
 * Asks for the order of the view; an answer that was overtaken by a newer question is dropped. With `keepPlace` the item that took
 * the place of a chosen one that went (to the trash) is chosen, so that judging goes on.
 */
export async function loadIds(keepPlace = false): Promise<void> {
  if (timer !== null) clearTimeout(timer)
  timer = null
  asked += 1
  const mine = asked
  try {
    const answer = await request('library.ids', useLibrary.getState().query)
    if (mine !== asked) return
    const known = new Set(answer.ids)
    useLibrary.setState(({ selection, ids }) => {
      const kept = keepKnown(selection, (id) => known.has(id))
      const place = selection.active === null ? -1 : ids.indexOf(selection.active)
      const successor = answer.ids[Math.min(place, answer.ids.length - 1)]
      const moves = keepPlace && place >= 0 && kept.active === null && successor !== undefined
      return { ...answer, status: 'ready', error: null, selection: moves ? selectAt(kept, answer.ids, successor) : kept }
    })
  } catch (error) {
    if (mine === asked) useLibrary.setState({ status: 'failed', error: toAppError(error) })
  }
}

function rememberedSize(): number {
  const size = Number(globalThis.localStorage?.getItem(sizeKey) ?? Number.NaN)
  return Number.isFinite(size) ? Math.min(tileSizes.most, Math.max(tileSizes.least, size)) : tileSizes.usual
}

/** What the library screen shows, and what is chosen in it. */
export const useLibrary = create<LibraryStore>((set, get) => ({
  ids: [],
  total: 0,
  trashed: 0,
  months: [],
  query: everything,
  status: 'loading',
  error: null,
  tileSize: rememberedSize(),
  selection: nothingSelected,
  scrollTop: 0,
  setQuery: (patch) => {
    const typing = patch.text !== undefined && patch.text !== get().query.text
    set({ query: { ...get().query, ...patch }, scrollTop: 0 })
    if (typing) later(typingMs)
    else void loadIds()
  },
  setTileSize: (size) => {
    const tileSize = Math.min(tileSizes.most, Math.max(tileSizes.least, Math.round(size)))
    globalThis.localStorage?.setItem(sizeKey, String(tileSize))
    set({ tileSize })
  },
  setSelection: (selection) => set({ selection }),
}))

/** Follows the library while a screen shows its order; returns how to stop. */
export function followLibrary(): () => void {
  void loadIds()
  return on('library.changed', ({ reordered }) => {
    if (reordered && timer === null) later(changesMs, true)
  })
}

/** The item beside another in the order of the view, for the viewer's arrows; null at the ends. */
export function neighbour(ids: readonly ItemId[], id: ItemId, step: 1 | -1): ItemId | null {
  const at = ids.indexOf(id)
  return at < 0 ? null : (ids[at + step] ?? null)
}
