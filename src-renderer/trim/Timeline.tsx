import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useWaveform, Waveform } from '../library'
import { classes, Skeleton } from '../ui'
import { Filmstrip } from './Filmstrip'
import { Handle } from './Handle'
import { KeyframeMarks } from './KeyframeMarks'
import { PointFields } from './PointFields'
import { formatTimecode } from './timecode'
import type { Workbench } from './useWorkbench'

/** The whole source from left to right: pictures, sound, keyframes, the two ends and the playhead. */
export function Timeline({ bench }: { bench: Workbench }) {
  const { t } = useTranslation()
  const track = useRef<HTMLDivElement>(null)
  const { item, source, grid, cuts, shown, player } = bench
  const peaks = useWaveform(item.id, source.hasAudio)
  const part = (seconds: number) => seconds / grid.durationSeconds
  const from = part(grid.timeOf(cuts.inPoint))
  const to = part(grid.timeOf(cuts.outPoint))
  const head = Math.min(1, Math.max(0, part(player.time)))

  const secondsAt = (clientX: number) => {
    const box = track.current?.getBoundingClientRect()
    return box && box.width > 0 ? Math.min(1, Math.max(0, (clientX - box.left) / box.width)) * grid.durationSeconds : 0
  }
  const scrub = (event: PointerEvent) => bench.show(grid.unitAt(secondsAt(event.clientX)))
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? 10 : 1
    const wanted = { ArrowLeft: shown - by, ArrowRight: shown + by, Home: 0, End: grid.count - 1 }[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    bench.show(wanted)
  }
  const waveform =
    peaks === null ? <Skeleton className="h-full" />
    : peaks.length > 0 ? <Waveform peaks={peaks} label={t('trim.timeline.waveform')} from={from} to={to} className="h-full" />
    : <p className="flex h-full items-center px-3 text-label text-text-3">{t('trim.timeline.noSound')}</p>
  return (
    <section aria-label={t('trim.timeline.label')} className="flex-none border-t border-hairline bg-panel px-4 pt-3 pb-2">
      <div
        ref={track}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          scrub(event)
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1 && event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event)
        }}
        className="relative touch-none"
      >
        <div className={classes('relative', source.hasVideo ? 'h-15' : 'h-28')}>
          {source.hasVideo ? <Filmstrip item={item} /> : <div className="absolute inset-0 rounded-control bg-well">{waveform}</div>}
          <div aria-hidden className="pointer-events-none absolute inset-y-0 left-0 rounded-l-control bg-[#0e0e10b8]" style={{ width: `${from * 100}%` }} />
          <div aria-hidden className="pointer-events-none absolute inset-y-0 right-0 rounded-r-control bg-[#0e0e10b8]" style={{ width: `${(1 - to) * 100}%` }} />
          <div
            aria-hidden
            className="pointer-events-none absolute inset-y-0 border-y-2 border-accent"
            style={{ left: `${from * 100}%`, width: `${Math.max(0, to - from) * 100}%` }}
          />
          <Handle bench={bench} end="in" secondsAt={secondsAt} />
          <Handle bench={bench} end="out" secondsAt={secondsAt} />
        </div>
        {source.hasVideo ? <div className="mt-1.5 h-13">{waveform}</div> : null}
        {source.hasVideo ? <KeyframeMarks source={source} durationSeconds={grid.durationSeconds} /> : null}
        <div
          role="slider"
          tabIndex={0}
          aria-label={t('trim.timeline.scrub')}
          aria-valuemin={0}
          aria-valuemax={grid.count - 1}
          aria-valuenow={shown}
          aria-valuetext={formatTimecode(grid, shown)}
          onKeyDown={onKeyDown}
          style={{ left: `${head * 100}%` }}
          className="pointer-events-none absolute -top-1.5 bottom-0 z-3 w-0.5 -translate-x-px bg-text shadow-[0_0_0_1px_#0e0e1080]"
        />
      </div>
      <PointFields bench={bench} />
    </section>
  )
}
