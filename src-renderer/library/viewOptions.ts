import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export const tileSizes = { least: 96, most: 384, usual: 176 } as const

export interface ViewOptions {
  /** Pictures, or rows with columns. */
  form: 'grid' | 'list'
  /** `square`: cut to squares. `justified`: whole pictures in rows of one height. */
  shape: 'square' | 'justified'
  /** CSS pixels; in justified rows the height that is aimed at. */
  tileSize: number
  /** Says under each tile what it is. */
  captions: boolean
  /** After a rating, a pick or a reject by key the next item is chosen. */
  advances: boolean
}

/** How the user looks at the library; kept by the page. */
export const useViewOptions = create<ViewOptions>()(
  persist((): ViewOptions => ({ form: 'grid', shape: 'square', tileSize: tileSizes.usual, captions: false, advances: false }), { name: 'library.view' }),
)

export function setViewOptions(patch: Partial<ViewOptions>): void {
  const { tileSize } = patch
  useViewOptions.setState(
    tileSize === undefined ? patch : { ...patch, tileSize: Math.min(tileSizes.most, Math.max(tileSizes.least, Math.round(tileSize))) },
  )
}
