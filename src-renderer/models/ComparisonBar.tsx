import { Columns2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Provider } from '../../src-shared/provider'
import { Button, Chip } from '../ui'
import { toggleCompared, useGallery } from './useGallery'

interface ComparisonBarProps {
  chosen: readonly { key: string; provider: Provider }[]
  onShow: () => void
}

/** What is gathered for the comparison, under the gallery. */
export function ComparisonBar({ chosen, onShow }: ComparisonBarProps) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('models.comparison')} className="flex flex-none flex-wrap items-center gap-2 border-t border-hairline bg-panel px-4 py-2">
      <span className="text-small text-text-2 tabular-nums">{t('models.comparing', { count: chosen.length })}</span>
      {chosen.map(({ key, provider }) => (
        <Chip key={key} on onRemove={() => toggleCompared(key)} removeLabel={t('models.removeFromComparison', { name: provider.name })}>
          {provider.name}
        </Chip>
      ))}
      <span className="grow" />
      <Button variant="ghost" onClick={() => useGallery.setState({ compared: [] })}>{t('models.clearComparison')}</Button>
      <Button icon={Columns2} disabledReason={chosen.length < 2 ? t('models.comparisonHint') : null} onClick={onShow}>
        {t('models.showComparison')}
      </Button>
    </section>
  )
}
