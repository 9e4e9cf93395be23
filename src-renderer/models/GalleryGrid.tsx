import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { cardAfter, type Card } from './gallery'
import { ModelCard } from './ModelCard'
import { useModelPicture } from './picture'
import { useGallery } from './useGallery'
import { useModels } from './useModels'

interface GalleryGridProps {
  cards: readonly Card[]
  onUse: (card: Card) => void
  onFavourite: (card: Card) => void
}

/** The cards; one Tab stop, arrow keys go from card to card and take the inspector along. */
export function GalleryGrid({ cards, onUse, onFavourite }: GalleryGridProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLUListElement>(null)
  const buttons = useRef(new Map<string, HTMLButtonElement>())
  const { selected, compared } = useGallery()
  const favourites = useModels((state) => state.catalogue?.favourites ?? [])
  const pictureOf = useModelPicture()
  const stop = cards.some((card) => card.key === selected) ? selected : cards[0]?.key

  const select = (key: string) => useGallery.setState({ selected: key })
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const card = cards[index]
    if (event.key === 'Enter' && card) {
      event.preventDefault()
      onUse(card)
      return
    }
    const columns = list.current ? getComputedStyle(list.current).gridTemplateColumns.split(' ').length : 1
    const target = cardAfter(event.key, index, cards.length, columns)
    const next = target === null ? undefined : cards[target]
    if (next === undefined) return
    event.preventDefault()
    select(next.key)
    buttons.current.get(next.key)?.focus()
  }
  return (
    <ul ref={list} aria-label={t('models.gallery')} className="grid grid-cols-[repeat(auto-fill,minmax(max(184px,22%),1fr))] gap-2.5 px-4 pt-1 pb-4">
      {cards.map((card, index) => (
        <ModelCard
          key={card.key}
          ref={(button) => {
            if (button) buttons.current.set(card.key, button)
            else buttons.current.delete(card.key)
          }}
          card={card}
          picture={pictureOf(card.key)}
          selected={card.key === selected}
          compared={compared.includes(card.key)}
          favourite={favourites.includes(card.key)}
          tabStop={card.key === stop}
          onSelect={() => select(card.key)}
          onUse={() => onUse(card)}
          onFavourite={() => onFavourite(card)}
          onKeyDown={(event) => onKeyDown(event, index)}
        />
      ))}
    </ul>
  )
}
