import { LayoutGrid } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { providerKey } from '../../src-shared/provider'
import { errorText, openScreen, toastFailure, useCommand } from '../shell'
import { announce, Button, EmptyState, ErrorState, Notice, Skeleton, toast, useFormat } from '../ui'
import { ComparisonBar } from './ComparisonBar'
import { ComparisonDialog } from './ComparisonDialog'
import { galleryCards, type Card } from './gallery'
import { GalleryBar } from './GalleryBar'
import { GalleryGrid } from './GalleryGrid'
import { ModelInspector } from './ModelInspector'
import { useModelPicture } from './picture'
import { toggleCompared, useGallery } from './useGallery'
import { loadModels, refreshModels, setFavourite, useModels } from './useModels'

const none: never[] = []

function GallerySkeleton() {
  return (
    <div aria-hidden className="grid grid-cols-[repeat(auto-fill,minmax(max(184px,22%),1fr))] gap-2.5 px-4 pt-1">
      {Array.from({ length: 12 }, (_, index) => <Skeleton key={index} className="h-46 rounded-panel bg-panel" />)}
    </div>
  )
}

/** What can be made, with what, for how much. */
export function ModelsScreen() {
  const { t } = useTranslation()
  const format = useFormat()
  const { catalogue, error } = useModels()
  const view = useGallery()
  const [comparing, setComparing] = useState(false)
  const providers = catalogue?.providers ?? none
  const favourites = catalogue?.favourites ?? none
  const cards = useMemo(
    () => galleryCards(providers, favourites, { filter: view.filter, text: view.text, sort: view.sort, favourites: view.favourites }),
    [providers, favourites, view.filter, view.text, view.sort, view.favourites],
  )
  const pictureOf = useModelPicture()
  const selected = cards.find((card) => card.key === view.selected) ?? cards.find((card) => card.provider !== null) ?? cards[0]
  const compared = view.compared.flatMap((key) => {
    const provider = providers.find((candidate) => providerKey(candidate) === key)
    return provider ? [{ key, provider, picture: pictureOf(key) }] : []
  })

  const use = (card: Pick<Card, 'key'>) => openScreen({ name: 'create', model: card.key })
  const favour = (card: Card) => setFavourite(card.key, !favourites.includes(card.key)).catch(toastFailure)
  const compare = (card: Card) => {
    if (!toggleCompared(card.key)) toast(t('models.comparisonFull'), { tone: 'warn' })
  }
  const refresh = () =>
    refreshModels().then(
      () => toast(t('models.refreshed', { count: useModels.getState().catalogue?.providers.length ?? 0 }), { tone: 'ok' }),
      toastFailure,
    )
  const model = selected?.provider ? selected : null
  useCommand('models.use', selected ? () => use(selected) : null)
  useCommand('models.favourite', model ? () => favour(model) : null)
  useCommand('models.compare', model ? () => compare(model) : null)
  useCommand('models.refresh', refresh)
  useCommand('app.find', () => document.getElementById('model-search')?.focus())
  const count = catalogue === null ? null : cards.length
  useEffect(() => {
    if (count !== null) announce(t('models.shown', { count }))
  }, [t, count])

  return (
    <>
      <div className="flex min-w-0 grow flex-col bg-well">
        <GalleryBar providers={providers} onRefresh={refresh} />
        {catalogue && catalogue.source !== 'network' ? (
          <div className="px-4 pb-2">
            <Notice tone="warn" action={<Button size={24} onClick={refresh}>{t('app.retry')}</Button>}>
              {catalogue.source === 'cache' && catalogue.fetchedAt !== null
                ? t('models.from.cache', { ago: format.ago(catalogue.fetchedAt) })
                : t('models.from.shipped')}
            </Notice>
          </div>
        ) : null}
        <div className="flex min-h-0 grow flex-col overflow-y-auto">
          {catalogue === null ? (
            error ? (
              <ErrorState title={t('models.failed')} action={<Button onClick={() => void loadModels()}>{t('app.retry')}</Button>}>{errorText(t, error)}</ErrorState>
            ) : (
              <GallerySkeleton />
            )
          ) : cards.length === 0 ? (
            <EmptyState
              icon={LayoutGrid}
              action={<Button onClick={() => useGallery.setState({ text: '', filter: 'all', favourites: 'anywhere' })}>{t('models.clearFilters')}</Button>}
            >
              {view.favourites === 'only' && view.text === '' ? t('models.noFavourites') : t('models.nothingFound')}
            </EmptyState>
          ) : (
            <GalleryGrid cards={cards} onUse={use} onFavourite={favour} />
          )}
        </div>
        {compared.length > 0 ? <ComparisonBar chosen={compared} onShow={() => setComparing(true)} /> : null}
      </div>
      {selected ? (
        <ModelInspector
          card={selected}
         
          favourite={favourites.includes(selected.key)}
          compared={view.compared.includes(selected.key)}
          onFavourite={() => favour(selected)}
          onUse={() => use(selected)}
          onCompare={() => compare(selected)}
        />
      ) : null}
      {comparing && compared.length > 1 ? (
        <ComparisonDialog chosen={compared} onUse={(provider) => use({ key: providerKey(provider) })} onClose={() => setComparing(false)} />
      ) : null}
    </>
  )
}
