import { useTranslation } from 'react-i18next'
import { useOptionLabel } from '../models'
import { useFormat } from '../ui'
import { currentDraft, useDrafts } from './useDrafts'
import type { Totals } from './useTotals'

/** "6 prompts × 2 models × 3 durations × 2 seeds". */
export function useMatrixWords({ prompts, models }: Totals): string {
  const { t } = useTranslation()
  const format = useFormat()
  const labelOf = useOptionLabel()
  const { count, sweeps } = useDrafts(currentDraft)
  const amount = (value: number) => (Number.isFinite(value) ? format.whole(value) : '∞')
  return [
    ...(prompts !== null && prompts > 1 ? [t('compose.matrix.prompts', { count: prompts, amount: amount(prompts) })] : []),
    ...(models.length > 1 ? [t('compose.matrix.models', { count: models.length, amount: amount(models.length) })] : []),
    ...Object.entries(sweeps).flatMap(([name, values]) =>
      values.length > 1 ? [t('compose.matrix.values', { count: values.length, amount: amount(values.length), option: labelOf(name).toLowerCase() })] : [],
    ),
    ...(count > 1 ? [t('compose.matrix.copies', { count, amount: amount(count) })] : []),
  ].join(' × ')
}
