import { useLayoutEffect, useRef } from 'react'
import { placeOf, tilesBetween, type GridLayout } from './layout'

/**
 * Keeps what is seen where it is when the layout changes under it: another tile size, a narrower window, or new items further up. At the very
 * top it stays at the top, where the newest are.
 */
export function usePlaceKept(layout: GridLayout, numbers: Int32Array, top: number, scrollTo: (top: number) => void): void {
  const kept = useRef<{ layout: GridLayout; number: number; below: number } | null>(null)
  useLayoutEffect(() => {
    const before = kept.current
    if (before === null || before.layout === layout) return
    const index = numbers.indexOf(before.number)
    const place = index < 0 ? null : placeOf(layout, index)
    if (place !== null) scrollTo(place.y - Math.min(before.below, layout.heading || before.below))
  }, [layout, numbers, scrollTo])
  useLayoutEffect(() => {
    const first = top <= 0 ? undefined : tilesBetween(layout, top, top + 1_000).find((tile) => tile.y >= top)
    const number = first && numbers[first.index]
    kept.current = first && number !== undefined ? { layout, number, below: first.y - top } : null
  }, [layout, numbers, top])
}
