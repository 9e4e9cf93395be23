import { useEffect, useMemo, useState } from 'react'
import type { MediaShapes } from '../../src-shared/mediaQuery'
import { request } from '../ipc'
import { gridLayout, type GridLayout } from './layout'
import { listRowHeight } from './listColumns'
import { useLibrary } from './useLibrary'
import { useViewOptions } from './viewOptions'

const captionHeight = 20

/** The layout of what is shown, at this width, as the user wants to see it. */
export function useGridLayout(width: number): { layout: GridLayout; caption: number } {
  const months = useLibrary((library) => library.months)
  const numbers = useLibrary((library) => library.numbers)
  const { form, shape, tileSize, captions } = useViewOptions()
  const kind = form === 'list' ? 'list' : shape
  const shapes = useShapes(kind === 'justified', numbers)
  const caption = form === 'grid' && captions ? captionHeight : 0
  const layout = useMemo(
    () =>
      gridLayout({
        months, width, caption, form: kind, count: numbers.length, size: kind === 'list' ? listRowHeight : tileSize, ...(shapes && { shapes }),
      }),
    [months, width, caption, kind, numbers, tileSize, shapes],
  )
  return { layout, caption }
}

/** Width to height of what is shown; asked for only where it is needed; usual shapes stand in until it is here. */
function useShapes(needed: boolean, numbers: Int32Array): ArrayLike<number> | null {
  const [known, setKnown] = useState<Uint16Array | null>(null)
  const complete = known !== null && numbers.every((number) => number < known.length)
  useEffect(() => {
    if (!needed || complete) return
    let current = true
    // A failure leaves the usual shapes: everything can be seen and used.
    request('library.shapes').then((answer) => current && setKnown(byNumber(answer)), () => undefined)
    return () => {
      current = false
    }
  }, [needed, complete])
  return useMemo(() => (needed && known ? Uint16Array.from(numbers, (number) => known[number] ?? 0) : null), [needed, known, numbers])
}

/** Shapes never change, so they are kept by number, for whatever order is shown next. */
function byNumber({ numbers, shapes }: MediaShapes): Uint16Array {
  const highest = numbers.at(-1) ?? 0
  const found = new Uint16Array(highest + 1)
  for (const [index, number] of numbers.entries()) found[number] = Math.min(65_535, shapes[index] ?? 0)
  return found
}
