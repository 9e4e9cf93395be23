import { Columns2, Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { mediaUrl } from '../../src-shared/media'
import { capabilities } from '../../src-shared/provider'
import { openScreen, SidePanel, useShortcut } from '../shell'
import { Button, Chip, IconButton, PanelSection, Properties, Thumb, useFormat } from '../ui'
import { furtherFeatures, variants, type Card } from './gallery'
import { useOptionLabel } from './optionLabel'
import { useModelPicture } from './picture'
import { useModels } from './useModels'
import { useOptionValues } from './useOptionValues'

interface ModelInspectorProps {
  card: Card
  favourite: boolean
  compared: boolean
  onFavourite: () => void
  onUse: () => void
  onCompare: () => void
}

/** Everything the API says of a model, and what was made with it. */
export function ModelInspector({ card, favourite, compared, onFavourite, onUse, onCompare }: ModelInspectorProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const labelOf = useOptionLabel()
  const valuesOf = useOptionValues()
  const useKeys = useShortcut('models.use')
  const newest = useModels((state) => state.newest)
  const pictureOf = useModelPicture()
  const { provider, type } = card
  const latest = newest[card.key]?.slice(0, 4) ?? []
  const versions = provider === null ? [] : variants(provider)
  return (
    <SidePanel id="models.right" side="right" label={t('models.inspector')} initial={320}>
      <div className="min-h-0 grow overflow-y-auto">
        <Thumb src={pictureOf(card.key, 1024)} alt="" className="h-45 w-full" />
        <div className="flex flex-col gap-3 p-3">
          <div className="flex items-center gap-2">
            <h2 className="min-w-0 grow text-section">{provider?.name ?? t('models.automaticCard', { type: t(`models.types.${type}`) })}</h2>
            {provider === null ? null : (
              <IconButton icon={Star} fill label={t(favourite ? 'models.unfavourite' : 'models.favourite')} pressed={favourite} onClick={onFavourite} className="aria-pressed:text-run" />
            )}
          </div>
          <p className="text-small text-pretty text-text-2" data-selectable>{provider?.description ?? t('models.automaticLong')}</p>
          {provider === null ? null : (
            <>
              <div className="flex flex-wrap gap-1">
                {capabilities(provider).map((can) => <Chip key={can} on>{t(`models.capabilities.${can}`)}</Chip>)}
                {furtherFeatures(provider).map((feature) => <Chip key={feature}>{feature}</Chip>)}
              </div>
              <Properties
                rows={[
                  [t('models.price'), provider.creditCost === null ? t('models.priceUnknown') : format.credits(provider.creditCost)],
                  [t('models.time'), provider.estimatedSeconds === null ? t('models.timeUnknown') : t('models.about', { time: format.seconds(provider.estimatedSeconds) })],
                  ...provider.options.map((option) => [
                    labelOf(option.name),
                    <span key={option.name} title={option.description || undefined}>
                      {valuesOf(option)}
                      {option.required ? <span className="text-text-3"> · {t('models.requiredOption')}</span> : null}
                    </span>,
                  ] as const),
                  ...(provider.limitations.length > 0 ? [[t('models.limits'), provider.limitations.join(', ')] as const] : []),
                  [t('models.id'), <span key="id" className="font-mono text-label">{provider.id}</span>],
                ]}
              />
              {versions.length > 0 ? (
                <PanelSection title={t('models.variants')}>
                  <div className="flex flex-wrap gap-1">{versions.map((version) => <Chip key={version}>{version}</Chip>)}</div>
                </PanelSection>
              ) : null}
              <PanelSection title={t('models.latest')}>
                {latest.length === 0 ? (
                  <p className="text-small text-text-3">{t('models.noneYet')}</p>
                ) : (
                  <div className="grid grid-cols-4 gap-0.75">
                    {latest.map((id, index) => (
                      <button key={id} type="button" aria-label={`${provider.name} ${index + 1}`} onClick={() => openScreen({ name: 'viewer', itemId: id, ids: latest })} className="rounded-thumb">
                        <Thumb src={mediaUrl.thumbnail(id, 256)} alt="" className="h-13 rounded-thumb" />
                      </button>
                    ))}
                  </div>
                )}
              </PanelSection>
            </>
          )}
        </div>
      </div>
      <div className="flex flex-none gap-2 border-t border-hairline p-3">
        <Button variant="primary" shortcut={useKeys} onClick={onUse} className="min-w-0 grow">{t('models.use')}</Button>
        {provider === null ? null : (
          <Button icon={Columns2} pressed={compared} onClick={onCompare}>{t('models.compare')}</Button>
        )}
      </div>
    </SidePanel>
  )
}
