import { useTranslation } from 'react-i18next'
import type { ProviderOption } from '../../src-shared/provider'

const mostShown = 12

/** The values an option takes, in one line; many are counted instead. */
export function useOptionValues(): (option: Pick<ProviderOption, 'type' | 'allowedValues'>) => string {
  const { t } = useTranslation()
  return ({ type, allowedValues }) => {
    if (allowedValues.length > mostShown) return t('models.moreValues', { count: allowedValues.length })
    if (allowedValues.length > 0) return allowedValues.join(', ')
    if (/bool/i.test(type)) return t('models.onOff')
    if (/seed/i.test(type)) return t('models.anySeed')
    if (/colou?r/i.test(type)) return t('models.anyColour')
    return /int|num|float|second/i.test(type) ? t('models.anyNumber') : t('models.anyText')
  }
}
