import type { Cut, TrimPlan, TrimSource } from '../../src-shared/trim'
import { useTranslation } from 'react-i18next'
import { classes, useFormat } from '../ui'
import { planFacts, planWords } from './planWords'

interface CutCardProps {
  cut: Cut
  plan: TrimPlan | undefined
  source: TrimSource
  chosen: boolean
  stale: boolean
  onChoose: () => void
}

/** One kind of cut, with what it will be: a radio button. */
export function CutCard({ cut, plan, source, chosen, stale, onChoose }: CutCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const refused = plan?.refusal != null
  const facts = plan ? planFacts(t, format, plan) : null
  return (
    <label
      className={classes(
        'relative flex cursor-pointer flex-col gap-0.5 rounded-panel border px-3 py-2.5 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus',
        chosen ? 'border-focus shadow-[0_0_0_1px_var(--focus)]' : 'border-hairline hover:border-border',
      )}
    >
      <input type="radio" name="trim-cut" value={cut} checked={chosen} onChange={onChoose} className="absolute inset-0 cursor-pointer opacity-0" />
      <span className="flex items-baseline gap-2">
        <span className={classes('grow font-medium', refused && 'text-text-3')}>{t(`trim.export.${cut}`)}</span>
        {facts === null ? null : <span className={classes('text-small text-text-2 tabular-nums', stale && 'opacity-50')}>{facts}</span>}
      </span>
      <span className={classes('text-small text-pretty transition-opacity', refused ? 'text-warn' : 'text-text-2', stale && 'opacity-50')}>
        {plan ? planWords(t, format, plan, source) : t('trim.export.planning')}
      </span>
    </label>
  )
}
