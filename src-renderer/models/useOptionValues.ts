import { useTranslation } from 'react-i18next'
import type { ProviderOption } from '../../src-shared/provider'
import { useFormat } from '../ui'
import { rangeOf } from '../../src-shared/option'

const mostShown = 12

/** The values an option takes, in one line; many are counted instead. */
export function useOptionValues(): (option: Pick<ProviderOption, 'type' | 'allowedValues'>) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ type, allowedValues }) => {
    if (/seed/i.test(type)) return t('models.anySeed')
    const range = rangeOf(allowedValues)
    if (range) return `${format.number(range.min)} – ${format.number(range.max)}`
    if (allowedValues.length > mostShown) return t('models.moreValues', { count: allowedValues.length })
    if (allowedValues.length > 0) return allowedValues.join(', ')
    if (/bool/i.test(type)) return t('models.onOff')
    if (/colou?r/i.test(type)) return t('models.anyColour')
    return /int|num|float|second/i.test(type) ? t('models.anyNumber') : t('models.anyText')
  }
}
