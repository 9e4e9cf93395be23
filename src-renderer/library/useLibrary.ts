import { create } from 'zustand'
import { toAppError, type AppError } from '../../src-shared/errors'
import { everything, type MediaOrder, type MediaQuery } from '../../src-shared/mediaQuery'
import { on, request } from '../ipc'
import { keepKnown, nothingSelected, selectAt, type Selection } from '../ui/selection'

/** What is chosen, by the numbers of the items: ten thousand are a few hundred kilobytes. */
export type Chosen = Selection<number>

interface LibraryStore extends MediaOrder {
  query: MediaQuery
  /** Instead of the order: groups of files with the same bytes. */
  duplicates: boolean
  status: 'loading' | 'ready' | 'failed'
  error: AppError | null
  selection: Chosen
  /** Where the grid stood, so that coming back from the viewer leads to the same place. */
  scrollTop: number
  setQuery: (patch: Partial<MediaQuery>) => void
  setSelection: (selection: Chosen) => void
}

/** Many changes in a row (a batch being filed) ask for the order once. */
const changesMs = 250
/** From here on a set is quicker than looking through the order. */
const manyChosen = 8

let asked = 0
let timer: ReturnType<typeof setTimeout> | null = null

function later(ms: number, keepPlace = false): void {
  if (timer !== null) clearTimeout(timer)
  timer = setTimeout(() => void loadOrder(keepPlace), ms)
}

/** Whether a question of the search field is under way, and whether another was typed meanwhile. */
let typed: 'idle' | 'asking' | 'behind' = 'idle'

/** Search as you type: asked at once; keys pressed while an answer is on its way are asked together, when it is here. */
async function loadTyped(): Promise<void> {
  if (typed !== 'idle') {
    typed = 'behind'
    return
  }
  do {
    typed = 'asking'
    await loadOrder()
  } while (typed !== 'asking')
  typed = 'idle'
}

function knownIn(numbers: Int32Array, selection: Chosen): (number: number) => boolean {
  if (selection.ids.size < manyChosen) return (number) => numbers.includes(number)
  const known = new Set(numbers)
  return (number) => known.has(number)
}

/**
 * Asks for the order of the view; an answer that was overtaken by a newer question is dropped. With `keepPlace` the item that took
 * the place of a chosen one that went (to the trash) is chosen, so that judging goes on.
 */
export async function loadOrder(keepPlace = false): Promise<void> {
  if (timer !== null) clearTimeout(timer)
  timer = null
  asked += 1
  const mine = asked
  try {
    const answer = await request('library.order', useLibrary.getState().query)
    if (mine !== asked) return
    useLibrary.setState(({ selection, numbers }) => {
      const kept = keepKnown(selection, knownIn(answer.numbers, selection))
      const place = selection.active === null ? -1 : numbers.indexOf(selection.active)
      const successor = answer.numbers[Math.min(place, answer.numbers.length - 1)]
      const moves = keepPlace && place >= 0 && kept.active === null && successor !== undefined
      return { ...answer, status: 'ready', error: null, selection: moves ? selectAt(kept, answer.numbers, successor) : kept }
    })
  } catch (error) {
    if (mine === asked) useLibrary.setState({ status: 'failed', error: toAppError(error) })
  }
}

/** What the library screen shows, and what is chosen in it. */
export const useLibrary = create<LibraryStore>((set, get) => ({
  numbers: new Int32Array(),
  total: 0,
  trashed: 0,
  months: [],
  query: everything,
  duplicates: false,
  status: 'loading',
  error: null,
  selection: nothingSelected,
  scrollTop: 0,
  setQuery: (patch) => {
    const typing = patch.text !== undefined && patch.text !== get().query.text
    set({ query: { ...get().query, ...patch }, duplicates: false, scrollTop: 0 })
    if (typing) void loadTyped()
    else void loadOrder()
  },
  setSelection: (selection) => set({ selection }),
}))

let followers = 0
let stopListening: (() => void) | null = null

/** Follows the library while a screen shows its order; returns how to stop. Where it is followed already, nothing is asked again. */
export function followLibrary(): () => void {
  followers += 1
  if (stopListening === null) {
    stopListening = on('library.changed', ({ reordered }) => {
      if (reordered && timer === null) later(changesMs, true)
    })
    void loadOrder()
  }
  return () => {
    followers -= 1
    if (followers > 0) return
    stopListening?.()
    stopListening = null
  }
}

/** The item beside another in the order of a view; null at the ends. */
export function neighbour<Key extends number | string>(order: { indexOf(key: Key): number; readonly [index: number]: Key }, key: Key, step: 1 | -1): Key | null {
  const at = order.indexOf(key)
  return at < 0 ? null : (order[at + step] ?? null)
}
