import { Sparkles, Star } from 'lucide-react'
import type { KeyboardEvent, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { capabilities } from '../../src-shared/provider'
import { Badge, classes, IconButton, Thumb, useFormat } from '../ui'
import { furtherFeatures, type Card } from './gallery'
import { typeIcons } from './icons'

interface ModelCardProps {
  card: Card
  picture: string
  selected: boolean
  compared: boolean
  favourite: boolean
  /** One card of the grid takes part in the Tab order. */
  tabStop: boolean
  onSelect: () => void
  onUse: () => void
  onFavourite: () => void
  onKeyDown: (event: KeyboardEvent) => void
  ref?: Ref<HTMLButtonElement>
}

/** A model as a picture with its price, its time and what it can do. */
export function ModelCard({ card, picture, selected, compared, favourite, tabStop, onSelect, onUse, onFavourite, onKeyDown, ref }: ModelCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { provider, type } = card
  const name = provider?.name ?? t('models.automatic')
  const price = provider === null ? t('models.varies') : provider.creditCost === null ? null : t('models.priceShort', { amount: format.amount(provider.creditCost) })
  const seconds = provider?.estimatedSeconds ?? null
  return (
    <li className={classes('group relative overflow-hidden rounded-panel bg-panel transition-colors hover:bg-raised', selected && 'ring-2 ring-focus')}>
      <div className="relative h-29.5">
        <Thumb src={picture} alt="" className="size-full" />
        <div className="absolute top-1.5 left-1.5 flex gap-1">
          <Badge icon={provider === null ? Sparkles : typeIcons[type]}>{t(`models.types.${type}`)}</Badge>
          {compared ? <Badge tone="accent">{t('models.inComparison')}</Badge> : null}
        </div>
      </div>
      <div className="flex flex-col px-2.5 py-2">
        <div className="flex items-baseline gap-2 font-medium">
          <span className="min-w-0 grow truncate">{name}</span>
          <span className={classes('flex-none text-small tabular-nums', price === null && 'font-normal text-text-3')}>{price ?? t('models.priceUnknown')}</span>
        </div>
        <div className="truncate text-small text-text-2">{provider?.description || t('models.automaticDescription')}</div>
        <div className="mt-1 flex gap-2 text-label text-text-3 tabular-nums">
          <span className="min-w-0 grow truncate">{provider === null ? t('models.byQuality') : furtherFeatures(provider).join(' · ') || capabilities(provider).map((can) => t(`models.capabilities.${can}`)).join(' · ')}</span>
          <span className="flex-none">{provider === null ? t('models.varies') : seconds === null ? '' : t('models.about', { time: format.seconds(seconds) })}</span>
        </div>
      </div>
      <button
        ref={ref}
        type="button"
        aria-label={[provider === null ? t('models.automaticCard', { type: t(`models.types.${type}`) }) : name, price ?? t('models.priceUnknown')].join(', ')}
        aria-pressed={selected}
        tabIndex={tabStop ? 0 : -1}
        onClick={onSelect}
        onDoubleClick={onUse}
        onKeyDown={onKeyDown}
        className="absolute inset-0 rounded-panel -outline-offset-2!"
      />
      {provider === null ? null : (
        <IconButton
          icon={Star}
          size={24}
          fill
          onPicture
          tabIndex={-1}
          label={t(favourite ? 'models.unfavourite' : 'models.favourite')}
          pressed={favourite}
          onClick={onFavourite}
          className={classes('absolute top-1.5 right-1.5', !favourite && 'opacity-70 group-hover:opacity-100')}
        />
      )}
    </li>
  )
}
