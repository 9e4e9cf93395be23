import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { fittedAlike, heldAlike, zoomAlike, type SharedView } from './sharedView'

const keyFactor = 1.25

/** Wheel, keys and dragging over any pane move them all. */
export function useSharedView() {
  const [view, setView] = useState<SharedView>(fittedAlike)
  const stage = useRef<HTMLDivElement>(null)
  const drag = useRef<{ x: number; y: number } | null>(null)

  useEffect(() => {
    const element = stage.current
    if (element === null) return
    // React's own wheel listener is passive and could not keep the page from scrolling.
    const onWheel = (event: WheelEvent) => {
      const pane = event.target instanceof Element ? event.target.closest('[data-pane]') : null
      if (pane === null) return
      event.preventDefault()
      const box = pane.getBoundingClientRect()
      const point = { x: (event.clientX - box.left) / box.width - 0.5, y: (event.clientY - box.top) / box.height - 0.5 }
      setView((now) => zoomAlike(now, Math.exp(-event.deltaY / 400), point))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return
      if (event.key === '+' || event.key === '=') setView((now) => zoomAlike(now, keyFactor))
      else if (event.key === '-') setView((now) => zoomAlike(now, 1 / keyFactor))
      else if (event.key.toLowerCase() === 'z') setView((now) => (now.factor === 1 ? zoomAlike(now, 4) : fittedAlike))
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const pan = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = { x: event.clientX, y: event.clientY }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = drag.current
      if (from === null) return
      drag.current = { x: event.clientX, y: event.clientY }
      const { width, height } = event.currentTarget.getBoundingClientRect()
      setView((now) => heldAlike({ factor: now.factor, x: now.x + (event.clientX - from.x) / width, y: now.y + (event.clientY - from.y) / height }))
    },
    onPointerUp: () => {
      drag.current = null
    },
  }
  return { view, stage, pan, zoom: (by: number) => setView((now) => zoomAlike(now, by)), fit: () => setView(fittedAlike) }
}
