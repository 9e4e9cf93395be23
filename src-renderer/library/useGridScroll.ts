import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { placeOf, scrollScale, type GridLayout } from './layout'
import { useLibrary } from './useLibrary'

/** Faster than this many screens in a frame, pictures wait until the eye can follow. */
const screensPerFrame = 0.15
/** Moved by less than this part of a screen, what is drawn is still enough. */
const drawnAnew = 0.12
/** Scrolling has come to rest when nothing moved for this long. */
const restMs = 90

/**
 * Where a grid stands. `top` is a position in the layout; the element's own scroll position differs from it only in libraries so
 * long that Chromium would cut their height. `flying`: it moves so fast that pictures would only be in the way.
 */
export function useGridScroll(scroller: RefObject<HTMLElement | null>, layout: GridLayout, viewHeight: number) {
  const { scrollHeight, ratio } = scrollScale(layout.height, viewHeight)
  const [scrollTop, setScrollTop] = useState(() => useLibrary.getState().scrollTop)
  const [flying, setFlying] = useState(false)
  const scaled = ratio !== 1
  const ready = viewHeight > 0
  const inFlight = useRef(false)

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null || !ready) return
    // Back to where it stood when it was left, once there is something to scroll.
    element.scrollTop = useLibrary.getState().scrollTop
    let frame = 0
    let rest: ReturnType<typeof setTimeout> | undefined
    let last = element.scrollTop
    let leapt = false
    let drawn = element.scrollTop
    const setFlight = (flies: boolean) => {
      if (inFlight.current === flies) return
      inFlight.current = flies
      setFlying(flies)
    }
    const onScroll = () => {
      // Nothing moves or fades in the grid while it scrolls.
      element.dataset['scrolling'] = ''
      clearTimeout(rest)
      rest = setTimeout(() => {
        leapt = false
        drawn = element.scrollTop
        setScrollTop(drawn)
        useLibrary.setState({ scrollTop: drawn })
        delete element.dataset['scrolling']
        setFlight(false)
      }, restMs)
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        const moved = Math.abs(element.scrollTop - last) * ratio
        last = element.scrollTop
        // One leap is a jump to a place, whose pictures are wanted at once; several in a row are a flight over many.
        const leaps = moved > viewHeight * screensPerFrame
        if (leaps && leapt) setFlight(true)
        leapt = leaps
        // What is drawn reaches half a screen further, so that not every frame needs another look at it.
        if (Math.abs(element.scrollTop - drawn) * ratio < viewHeight * drawnAnew && ratio === 1 && element.scrollTop > 0) return
        drawn = element.scrollTop
        setScrollTop(drawn)
      })
    }
    // A scaled range would move several rows for each notch of the wheel.
    const onWheel = (event: WheelEvent) => {
      if (!scaled || event.ctrlKey) return
      event.preventDefault()
      element.scrollTop += event.deltaY / ratio
    }
    // Another question begins at its top.
    const stopAsking = useLibrary.subscribe(({ query }, before) => {
      if (query !== before.query) element.scrollTop = 0
    })
    element.addEventListener('scroll', onScroll, { passive: true })
    element.addEventListener('wheel', onWheel, { passive: !scaled })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(rest)
      stopAsking()
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('wheel', onWheel)
    }
  }, [scroller, ready, scaled, ratio, viewHeight])

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
      const above = place.y - (layout.heading || (layout.form === 'list' ? 0 : 8))
      const below = place.y + place.height + 8 - viewHeight
      if (above < at) scrollTo(above)
      else if (below > at) scrollTo(below)
    },
    [layout, ratio, scroller, scrollTo, viewHeight],
  )
  /** What to take off a layout position to place it inside the scrolled element. */
  const offset = top - scrollTop
  return { top, offset, scrollHeight, scrollTo, showIndex, flying }
}
