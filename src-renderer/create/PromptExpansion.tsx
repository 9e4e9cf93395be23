import { ChevronRight, Dices } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { drawSeed } from '../../src-shared/seed'
import { mostJobs } from '../../src-shared/matrix'
import { classes, IconButton, Segmented, Stepper, useFormat } from '../ui'
import { currentDraft, edit, useDrafts } from './useDrafts'
import { promptsOf, useCurrentPreview, usePreview } from './usePreview'

const seedRange = { min: 0, max: 999_999 }

/** What the prompt's alternatives make: how many, all of them or some at random, and how the first ones read. */
export function PromptExpansion() {
  const { t } = useTranslation()
  const format = useFormat()
  const { mode, randomCount, promptSeed } = useDrafts(currentDraft)
  const current = useCurrentPreview()
  // While the next answer is on its way, the last one stays, so that nothing jumps.
  const preview = usePreview((state) => state.preview)
  const [open, setOpen] = useState(false)
  if (preview === null || preview.count === 1) return null
  const made = promptsOf({ mode, randomCount }, preview)
  const more = made - preview.samples.length
  return (
    <section aria-label={t('compose.prompt.expansion')} aria-busy={current === null} className="flex flex-col gap-1.5 rounded-panel bg-raised p-2">
      <div className="flex flex-wrap items-center gap-1.5">
        <Segmented
          label={t('compose.prompt.mode')}
          value={mode}
          onChange={(value) => edit({ mode: value })}
          options={[
            { value: 'every', label: t('compose.prompt.every') },
            { value: 'random', label: t('compose.prompt.random') },
          ]}
        />
        {mode === 'random' ? (
          <>
            <Stepper value={randomCount} min={1} max={mostJobs} label={t('compose.prompt.howMany')} onChange={(value) => edit({ randomCount: value })} />
            <IconButton icon={Dices} size={24} label={t('compose.prompt.shuffle', { seed: promptSeed })} onClick={() => edit({ promptSeed: drawSeed(seedRange, Math.random) })} />
          </>
        ) : null}
      </div>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="flex min-h-6 items-center gap-1 rounded-control text-small text-text-2 hover:text-text">
        <ChevronRight size={14} strokeWidth={1.75} aria-hidden className={classes('transition-transform', open && 'rotate-90')} />
        {t('compose.prompt.preview')}
      </button>
      {open ? (
        <ol className="flex max-h-52 flex-col gap-1 overflow-y-auto text-small" tabIndex={0} aria-label={t('compose.prompt.preview')}>
          {preview.samples.map((sample, index) => (
            <li key={index} className="flex gap-2">
              <span className="w-5 flex-none text-right text-text-3 tabular-nums">{index + 1}</span>
              <span className="min-w-0 wrap-anywhere" data-selectable>{sample}</span>
            </li>
          ))}
          {more > 0 ? <li className="pl-7 text-text-3">{Number.isFinite(more) ? t('compose.prompt.moreSamples', { count: more, amount: format.whole(more) }) : t('compose.prompt.andMore')}</li> : null}
        </ol>
      ) : null}
    </section>
  )
}
