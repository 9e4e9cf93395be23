import { AudioLines, Copy, Film, Flag, Heart, Image, Images, Trash2, type LucideIcon } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { classes, useFormat } from '../ui'
import { CollectionTree } from './CollectionTree'
import { placeOfQuery, places, queryOfPlace, type Place } from './filters'
import { useLibrary } from './useLibrary'

const icons: Record<Place, LucideIcon> = {
  all: Images, favourites: Heart, picked: Flag, image: Image, video: Film, audio: AudioLines, duplicates: Copy, trash: Trash2,
}

/** The places of the library and the user's collections, in the left panel. */
export const PlacesPanel = memo(function PlacesPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const query = useLibrary((library) => library.query)
  const duplicates = useLibrary((library) => library.duplicates)
  const total = useLibrary((library) => library.total)
  const trashed = useLibrary((library) => library.trashed)
  const show = useLibrary((library) => library.setQuery)
  const here = duplicates ? 'duplicates' : placeOfQuery(query)
  const counts: Partial<Record<Place, number>> = { all: total, trash: trashed }
  return (
    <nav aria-label={t('library.places.label')} className="flex min-h-0 flex-col gap-0.5 overflow-y-auto p-3">
      {places.map((place) => {
        const Icon = icons[place]
        const count = counts[place]
        return (
          <button
            key={place}
            type="button"
            aria-current={here === place ? 'page' : undefined}
            onClick={() => (place === 'duplicates' ? useLibrary.setState({ duplicates: true }) : show(queryOfPlace(place, query)))}
            className={classes(
              'flex h-7 flex-none items-center gap-2 rounded-control px-2 text-left transition-colors',
              here === place ? 'bg-selected text-text' : 'text-text-2 hover:bg-hover hover:text-text',
            )}
          >
            <Icon size={16} strokeWidth={1.75} aria-hidden className="flex-none" />
            <span className="grow truncate">{t(`library.places.${place}`)}</span>
            {count === undefined ? null : <span className="text-label text-text-3 tabular-nums">{format.whole(count)}</span>}
          </button>
        )
      })}
      <CollectionTree />
    </nav>
  )
})
