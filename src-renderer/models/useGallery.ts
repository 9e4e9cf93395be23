import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { GalleryView } from './gallery'

interface GalleryState extends GalleryView {
  /** The card the inspector shows. */
  selected: string | null
  /** The cards to compare, in the order chosen. */
  compared: string[]
}

const mostCompared = 4

/** How the gallery is looked at; what is sought and chosen is not kept over a restart. */
export const useGallery = create<GalleryState>()(
  persist((): GalleryState => ({ filter: 'all', text: '', sort: 'offered', favourites: 'anywhere', selected: null, compared: [] }), {
    name: 'gallery',
    partialize: ({ filter, sort, favourites }) => ({ filter, sort, favourites }),
  }),
)

/** Puts a model into the comparison or takes it out; tells whether there was room. */
export function toggleCompared(key: string): boolean {
  const { compared } = useGallery.getState()
  if (compared.includes(key)) useGallery.setState({ compared: compared.filter((other) => other !== key) })
  else if (compared.length >= mostCompared) return false
  else useGallery.setState({ compared: [...compared, key] })
  return true
}
