import { useCallback, useLayoutEffect, useState, type RefObject } from 'react'
import { placeOf, scrollScale, type GridLayout } from './layout'
import { useLibrary } from './useLibrary'

/**
 * Where a grid stands. `top` is a position in the layout; the element's own scroll position differs from it only in libraries so
 * long that Chromium would cut their height.
 */
export function useGridScroll(scroller: RefObject<HTMLElement | null>, layout: GridLayout, viewHeight: number) {
  const { scrollHeight, ratio } = scrollScale(layout.height, viewHeight)
  const [scrollTop, setScrollTop] = useState(() => useLibrary.getState().scrollTop)
  const scaled = ratio !== 1
  const ready = viewHeight > 0

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null || !ready) return
    // Back to where it stood when it was left, once there is something to scroll.
    element.scrollTop = useLibrary.getState().scrollTop
    let frame = 0
    const onScroll = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        setScrollTop(element.scrollTop)
        useLibrary.setState({ scrollTop: element.scrollTop })
      })
    }
    // A scaled range would move several rows for each notch of the wheel.
    const onWheel = (event: WheelEvent) => {
      if (!scaled || event.ctrlKey) return
      event.preventDefault()
      element.scrollTop += event.deltaY / ratio
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    element.addEventListener('wheel', onWheel, { passive: !scaled })
    return () => {
      cancelAnimationFrame(frame)
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('wheel', onWheel)
    }
  }, [scroller, ready, scaled, ratio])

  const scrollTo = useCallback(
    (top: number) => {
      if (scroller.current) scroller.current.scrollTop = top / ratio
    },
    [scroller, ratio],
  )
  const top = scrollTop * ratio
  const showIndex = useCallback(
    (index: number) => {
      const place = placeOf(layout, index)
      const element = scroller.current
      if (place === null || element === null) return
      const at = element.scrollTop * ratio
      const above = place.y - (layout.heading || 8)
      const below = place.y + layout.tile + 8 - viewHeight
      if (above < at) scrollTo(above)
      else if (below > at) scrollTo(below)
    },
    [layout, ratio, scroller, scrollTo, viewHeight],
  )
  /** What to take off a layout position to place it inside the scrolled element. */
  const offset = top - scrollTop
  return { top, offset, scrollHeight, scrollTo, showIndex }
}
