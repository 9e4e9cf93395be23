import { useTranslation } from 'react-i18next'
import { useShortcut } from '../shell'
import { Button, NumberField, useFormat } from '../ui'
import { formatTimecode } from './timecode'
import { TimecodeField } from './TimecodeField'
import type { Workbench } from './useWorkbench'

/** The two ends as numbers, and how long what lies between them is. */
export function PointFields({ bench }: { bench: Workbench }) {
  const { t } = useTranslation()
  const format = useFormat()
  const inKeys = useShortcut('trim.in')
  const outKeys = useShortcut('trim.out')
  const { grid, cuts, move, mark, source } = bench
  const seconds = format.number(Math.round((grid.timeOf(cuts.outPoint) - grid.timeOf(cuts.inPoint)) * 100) / 100)
  const count = cuts.outPoint - cuts.inPoint
  const byFrame = grid.kind === 'frames'
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-text-2 tabular-nums">
      <span className="flex items-center gap-1.5">
        <Button size={24} variant="ghost" shortcut={inKeys} title={t('trim.timeline.setIn')} onClick={() => mark('in')}>{t('trim.timeline.inShort')}</Button>
        <TimecodeField label={t('trim.timeline.in')} grid={grid} point={cuts.inPoint} onChange={(point) => move('in', point)} />
        {byFrame ? (
          <NumberField aria-label={t('trim.timeline.inFrame')} integer mono min={0} max={cuts.outPoint - 1} value={cuts.inPoint} onChange={(point) => point !== null && move('in', point)} className="w-16" />
        ) : null}
      </span>
      <span className="flex items-center gap-1.5">
        <Button size={24} variant="ghost" shortcut={outKeys} title={t('trim.timeline.setOut')} onClick={() => mark('out')}>{t('trim.timeline.outShort')}</Button>
        <TimecodeField label={t('trim.timeline.out')} grid={grid} point={cuts.outPoint} onChange={(point) => move('out', point)} />
        {byFrame ? (
          <NumberField aria-label={t('trim.timeline.outFrame')} integer mono min={cuts.inPoint + 1} max={grid.count} value={cuts.outPoint} onChange={(point) => point !== null && move('out', point)} className="w-16" />
        ) : null}
      </span>
      <span aria-live="off" title={t('trim.timeline.chosen', { from: formatTimecode(grid, cuts.inPoint), to: formatTimecode(grid, cuts.outPoint) })}>
        {byFrame ? t('trim.timeline.length', { seconds, count }) : t('trim.timeline.lengthTime', { seconds })}
      </span>
      <span className="grow" />
      {source.hasVideo ? (
        <span className="flex items-center gap-1.5 text-text-3">
          <span aria-hidden className="size-1.75 rotate-45 bg-text-3" />
          {t('trim.timeline.keyframes')}
        </span>
      ) : null}
    </div>
  )
}
