import { X } from 'lucide-react'
import { useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaItem } from '../../../src-shared/media'
import { classes, IconButton, Rating } from '../../ui'
import { rate } from '../itemActions'
import { PickButtons } from '../PickButtons'
import { CompareMedia } from './CompareMedia'
import { letterOf } from './letters'
import type { useSharedView } from './useSharedView'
import type { Step } from './useStep'

export type CompareMode = 'side' | 'wipe' | 'difference'

interface CompareStageProps {
  items: readonly MediaItem[]
  mode: CompareMode
  active: number
  shared: ReturnType<typeof useSharedView>
  step: Step
  onActivate: (index: number) => void
  /** Takes one out; null while only two are left. */
  onRemove: ((index: number) => void) | null
}

/** The compared ones beside each other, or two over each other. */
export function CompareStage(props: CompareStageProps) {
  const { items, mode, shared } = props
  return (
    <div ref={shared.stage} className="flex min-h-0 grow flex-col">
      {mode === 'side' || items.length !== 2 ? <Panes {...props} /> : <Layers {...props} />}
    </div>
  )
}

function Panes({ items, active, shared, step, onActivate, onRemove }: CompareStageProps) {
  const { t } = useTranslation()
  return (
    <ul className={classes('grid min-h-0 grow gap-1 px-2', items.length === 3 ? 'grid-cols-3' : 'grid-cols-2', items.length === 4 && 'grid-rows-2')}>
      {items.map((item, index) => (
        <li
          key={item.id}
          aria-current={index === active}
          onPointerDownCapture={() => onActivate(index)}
          onFocusCapture={() => onActivate(index)}
          className={classes('flex min-h-0 min-w-0 flex-col rounded-thumb', index === active ? 'shadow-[0_0_0_2px_var(--focus)]' : 'shadow-[0_0_0_1px_var(--hairline)]')}
        >
          <div data-pane {...shared.pan} className="relative min-h-0 grow touch-none overflow-hidden">
            <CompareMedia item={item} index={index} view={shared.view} step={step} />
          </div>
          <div className="flex h-9 flex-none items-center gap-2 bg-panel px-2">
            <span className="flex size-5 flex-none items-center justify-center rounded-mark bg-selected text-label font-semibold">{letterOf(index)}</span>
            <span className="min-w-0 grow truncate text-small" title={item.title}>{item.title}</span>
            <Rating label={t('library.compare.ratingOf', { letter: letterOf(index) })} value={item.rating} onChange={(rating) => rate([item.id], rating)} />
            <PickButtons pick={item.pick} targets={[item.id]} />
            {onRemove ? <IconButton size={24} icon={X} label={t('library.compare.remove', { letter: letterOf(index) })} onClick={() => onRemove(index)} /> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Two in one place: B is uncovered from the right by a handle, or only what differs is bright. */
function Layers({ items, mode, shared, step }: CompareStageProps) {
  const { t } = useTranslation()
  const [edge, setEdge] = useState(0.5)
  const [under, over] = items
  if (!under || !over) return null
  const wipes = mode === 'wipe'
  const moveEdge = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect()
    if (box && box.width > 0) setEdge(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)))
  }
  return (
    <div data-pane {...shared.pan} className="relative mx-2 min-h-0 grow touch-none overflow-hidden">
      <div className="absolute inset-0 isolate">
        <CompareMedia item={under} index={0} view={shared.view} step={step} />
        <div
          style={wipes ? { clipPath: `inset(0 0 0 ${edge * 100}%)` } : undefined}
          className={classes('absolute inset-0', wipes ? 'bg-well' : 'mix-blend-difference')}
        >
          <CompareMedia item={over} index={1} view={shared.view} step={step} />
        </div>
      </div>
      {wipes ? (
        <>
          <span aria-hidden className="absolute top-2 left-2 rounded-mark bg-badge px-1.5 text-label text-white">A</span>
          <span aria-hidden className="absolute top-2 right-2 rounded-mark bg-badge px-1.5 text-label text-white">B</span>
          <div
            role="slider"
            tabIndex={0}
            aria-label={t('library.compare.edge')}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(edge * 100)}
            style={{ left: `${edge * 100}%` }}
            onPointerDown={(event) => {
              event.stopPropagation()
              event.currentTarget.setPointerCapture(event.pointerId)
            }}
            onPointerMove={(event) => {
              if (event.currentTarget.hasPointerCapture(event.pointerId)) moveEdge(event)
            }}
            onKeyDown={(event) => {
              const by = { ArrowLeft: -0.02, ArrowRight: 0.02, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 }[event.key]
              if (by === undefined) return
              event.preventDefault()
              setEdge((now) => Math.min(1, Math.max(0, now + by)))
            }}
            className="absolute inset-y-0 -ml-3 flex w-6 cursor-ew-resize touch-none items-center justify-center"
          >
            <span aria-hidden className="absolute inset-y-0 w-0.5 bg-white shadow-[0_0_0_1px_#0006]" />
            <span aria-hidden className="z-1 h-8 w-4 rounded-control bg-white shadow-[0_0_0_1px_#0006]" />
          </div>
        </>
      ) : null}
    </div>
  )
}
