import { z } from 'zod'
import type { ItemId } from './media'
import { mediaQuerySchema, type MediaQuery } from './mediaQuery'

/**
 * `manual`: items put in by hand, in an order of their own, and other collections inside. `smart`: what a question finds.
 * `search`: a question kept to be asked again. `comparison`: a few items kept side by side.
 */
export const collectionKinds = ['manual', 'smart', 'search', 'comparison'] as const
export type CollectionKind = (typeof collectionKinds)[number]

export const collectionIdSchema = z.string().min(1).max(64)
export const collectionNameSchema = z.string().trim().min(1).max(200)
/** Two to four are looked at side by side; the set may hold more to choose from. */
const comparisonMost = 16

export const newCollectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('manual'), name: collectionNameSchema, parentId: collectionIdSchema.nullable().default(null) }),
  z.strictObject({
    kind: z.literal('smart'), name: collectionNameSchema, parentId: collectionIdSchema.nullable().default(null), query: mediaQuerySchema,
  }),
  z.strictObject({ kind: z.literal('search'), name: collectionNameSchema, query: mediaQuerySchema }),
  z.strictObject({ kind: z.literal('comparison'), name: collectionNameSchema, itemIds: z.array(z.string().min(1).max(64)).min(2).max(comparisonMost) }),
])
export type NewCollection = z.infer<typeof newCollectionSchema>

export interface Collection {
  id: string
  kind: CollectionKind
  name: string
  /** The manual collection it lies in. */
  parentId: string | null
  /** Null but for `smart` and `search`. */
  query: MediaQuery | null
  /** Items not in the trash, those of collections inside it counted once. */
  count: number
  /** The first in its order, for its picture. */
  coverId: ItemId | null
}

/** What an edit was, for the words "Undo …". `name`: the tag, collection or title it was about, `value` the stars or the pick given. */
export interface LibraryStep {
  kind:
    | 'rate' | 'favourite' | 'pick' | 'rename' | 'note' | 'tag' | 'untag' | 'rename-tag' | 'remove-tag' | 'trash' | 'restore'
    | 'create-collection' | 'change-collection' | 'move-collection' | 'remove-collection' | 'collect' | 'take-out' | 'arrange'
  /** How many items or collections it changed. */
  count: number
  name: string | null
  value: number | string | null
}

/** What would be undone and done again next; a hundred steps of this run are kept. */
export interface LibraryHistory {
  undo: LibraryStep | null
  redo: LibraryStep | null
}
