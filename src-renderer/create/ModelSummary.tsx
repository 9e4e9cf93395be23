import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { providerKey, type GenerationType, type Provider } from '../../src-shared/provider'
import { automaticKey, useModelPicture } from '../models'
import { Thumb, useFormat } from '../ui'

/** A model in one line: picture, name, what it says of itself, price and time. `null` is automatic choice. */
export function ModelSummary({ type, provider }: { type: GenerationType; provider: Provider | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const pictureOf = useModelPicture()
  const seconds = provider?.estimatedSeconds ?? null
  return (
    <>
      <Thumb src={pictureOf(provider === null ? automaticKey(type) : providerKey(provider))} alt="" className="size-11 flex-none rounded-thumb" />
      <span className="flex min-w-0 grow flex-col text-left">
        <span className="flex items-center gap-1 truncate font-medium">
          {provider === null ? <Sparkles size={14} strokeWidth={1.75} aria-hidden /> : null}
          {provider?.name ?? t('models.automatic')}
        </span>
        <span className="truncate text-label text-text-3">{provider === null ? t('models.automaticDescription') : provider.features.join(' · ') || provider.description}</span>
      </span>
      <span className="flex flex-none flex-col items-end tabular-nums">
        <span className="text-small">
          {provider === null ? t('models.varies') : provider.creditCost === null ? <span className="text-text-3">{t('create.priceUnknown')}</span> : format.credits(provider.creditCost)}
        </span>
        <span className="text-label text-text-3">{seconds === null ? '' : t('models.about', { time: format.seconds(seconds) })}</span>
      </span>
    </>
  )
}
