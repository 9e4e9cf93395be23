import { ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { mediaUrl, type MediaItem } from '../../../src-shared/media'
import { Button, classes, IconButton, useFormat } from '../../ui'
import { useElementSize } from '../useElementSize'
import { CannotShow } from './CannotShow'
import { fitScale, fitted, held, zoomAt, type View } from './zoom'

const keyFactor = 1.25

/** A picture: fitted, at full size or zoomed; wheel and keys zoom, dragging pans. */
export function ImageView({ item }: { item: MediaItem }) {
  const { t } = useTranslation()
  const format = useFormat()
  const stage = useRef<HTMLDivElement>(null)
  const box = useElementSize(stage)
  const [view, setView] = useState<View>(fitted)
  const [natural, setNatural] = useState({ width: item.width ?? 0, height: item.height ?? 0 })
  const [failed, setFailed] = useState(false)
  const drag = useRef<{ x: number; y: number } | null>(null)
  const scale = view.scale ?? fitScale(natural, box)
  const zoom = (factor: number, point = { x: 0, y: 0 }) => setView((now) => zoomAt(now, factor, point, natural, box))
  const toggleFull = () => setView(view.scale === 1 ? fitted : { scale: 1, x: 0, y: 0 })

  useEffect(() => {
    const element = stage.current
    if (element === null) return
    // React's own wheel listener is passive and could not keep the page from scrolling.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const bounds = element.getBoundingClientRect()
      const point = { x: event.clientX - bounds.left - bounds.width / 2, y: event.clientY - bounds.top - bounds.height / 2 }
      setView((now) => zoomAt(now, Math.exp(-event.deltaY / 400), point, natural, box))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [natural, box])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return
      const factor = { '+': keyFactor, '=': keyFactor, '-': 1 / keyFactor }[event.key]
      if (factor !== undefined) setView((now) => zoomAt(now, factor, { x: 0, y: 0 }, natural, box))
      else if (event.key.toLowerCase() === 'z') toggleFull()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })

  const onPointerMove = (event: PointerEvent) => {
    const from = drag.current
    if (from === null) return
    drag.current = { x: event.clientX, y: event.clientY }
    setView((now) => held({ scale: now.scale, x: now.x + event.clientX - from.x, y: now.y + event.clientY - from.y }, natural, box))
  }
  if (failed) return <CannotShow item={item} />
  return (
    <div className="flex min-h-0 grow flex-col bg-well">
      <div
        ref={stage}
        onDoubleClick={toggleFull}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          drag.current = { x: event.clientX, y: event.clientY }
        }}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          drag.current = null
        }}
        className={classes('relative min-h-0 grow touch-none overflow-hidden', view.scale !== null && 'cursor-grab active:cursor-grabbing')}
      >
        <img
          src={mediaUrl.item(item.id)}
          alt={item.title || item.prompt}
          draggable={false}
          onLoad={(event) => setNatural({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })}
          onError={() => setFailed(true)}
          style={{
            width: natural.width * scale,
            height: natural.height * scale,
            transform: `translate(-50%, -50%) translate(${view.x}px, ${view.y}px)`,
            imageRendering: scale >= 4 ? 'pixelated' : 'auto',
          }}
          className="absolute top-1/2 left-1/2 max-w-none"
        />
      </div>
      <div className="flex h-11 flex-none items-center justify-center gap-1 bg-panel px-2">
        <IconButton icon={ZoomOut} label={t('library.viewer.zoomOut')} shortcut="-" side="top" onClick={() => zoom(1 / keyFactor)} />
        <span className="w-14 text-center text-small tabular-nums">{format.percent(scale)}</span>
        <IconButton icon={ZoomIn} label={t('library.viewer.zoomIn')} shortcut="+" side="top" onClick={() => zoom(keyFactor)} />
        <Button variant="ghost" size={24} pressed={view.scale === null} onClick={() => setView(fitted)}>{t('library.viewer.fit')}</Button>
        <Button variant="ghost" size={24} pressed={view.scale === 1} shortcut="Z" onClick={() => setView({ scale: 1, x: 0, y: 0 })}>{t('library.viewer.full')}</Button>
      </div>
    </div>
  )
}
