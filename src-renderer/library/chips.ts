import { aspects, everything, type FacetCount, type Facets, type MediaQuery } from '../../src-shared/mediaQuery'
import { mediaKinds, origins, picks, problems } from '../../src-shared/media'

/** What a chip is about; several values of one field are several chips. */
export type ChipField =
  | 'text' | 'kind' | 'provider' | 'rating' | 'favourite' | 'pick' | 'tag' | 'anyTag' | 'untagged' | 'collection' | 'made' | 'size' | 'duration' | 'cost'
  | 'aspect' | 'batch' | 'origin' | 'problem' | 'type'

export interface QueryChip {
  field: ChipField
  /** The value as it stands in the question; empty where the field says all. */
  value: string
  /** What takes it away. */
  without: Partial<MediaQuery>
}

/** The filters that are on, in the order they are shown, each with what takes it away. */
export function chipsOf(query: MediaQuery): QueryChip[] {
  const chips: QueryChip[] = []
  const each = <Field extends 'kinds' | 'types' | 'providers' | 'picks' | 'tagsAll' | 'tagsAny' | 'aspects' | 'origins' | 'problems'>(field: ChipField, key: Field) => {
    const values: readonly string[] = query[key]
    for (const value of values) chips.push({ field, value, without: { [key]: values.filter((other) => other !== value) } })
  }
  const range = (field: ChipField, key: 'createdAt' | 'sizeBytes' | 'durationSeconds' | 'creditCost') => {
    if (query[key].min !== null || query[key].max !== null) chips.push({ field, value: '', without: { [key]: everything[key] } })
  }
  if (query.text !== '') chips.push({ field: 'text', value: query.text, without: { text: '' } })
  if (query.collectionId !== null) chips.push({ field: 'collection', value: query.collectionId, without: { collectionId: null, sort: query.sort === 'manual' ? 'newest' : query.sort } })
  each('kind', 'kinds')
  each('type', 'types')
  each('provider', 'providers')
  if (query.minRating > 0 || query.maxRating < 5) chips.push({ field: 'rating', value: '', without: { minRating: 0, maxRating: 5 } })
  if (query.favouritesOnly) chips.push({ field: 'favourite', value: '', without: { favouritesOnly: false } })
  each('pick', 'picks')
  each('tag', 'tagsAll')
  each('anyTag', 'tagsAny')
  if (query.untagged) chips.push({ field: 'untagged', value: '', without: { untagged: false } })
  range('made', 'createdAt')
  range('duration', 'durationSeconds')
  range('size', 'sizeBytes')
  range('cost', 'creditCost')
  each('aspect', 'aspects')
  if (query.batchId !== null) chips.push({ field: 'batch', value: query.batchId, without: { batchId: null } })
  each('origin', 'origins')
  each('problem', 'problems')
  return chips
}

/** The values a facet may have, with their counts: those that are chosen stay although nothing has them any more. */
export function facetValues<Value extends string>(all: readonly Value[], counts: readonly FacetCount<Value>[], chosen: readonly Value[]): FacetCount<Value>[] {
  const byValue = new Map(counts.map(({ value, count }) => [value, count]))
  return all.flatMap((value) => (byValue.has(value) || chosen.includes(value) ? [{ value, count: byValue.get(value) ?? 0 }] : []))
}

export type ListedFacet = 'kinds' | 'picks' | 'aspects' | 'origins' | 'problems' | 'providers' | 'tagsAll'

/** Every list of values that can be chosen, with counts. */
export function listedFacets(facets: Facets, query: MediaQuery): Record<ListedFacet, FacetCount<string>[]> {
  const withChosen = (counts: readonly FacetCount<string>[], chosen: readonly string[]) => [
    ...chosen.filter((value) => !counts.some((one) => one.value === value)).map((value) => ({ value, count: 0 })),
    ...counts,
  ]
  const named = <Value extends string>(all: readonly Value[], counts: readonly FacetCount<string>[]) =>
    counts.filter((one): one is FacetCount<Value> => (all as readonly string[]).includes(one.value))
  return {
    kinds: facetValues(mediaKinds, named(mediaKinds, facets.kinds), query.kinds),
    picks: facetValues(picks, facets.picks, query.picks),
    aspects: facetValues(aspects, facets.aspects, query.aspects),
    origins: facetValues(origins, facets.origins, query.origins),
    problems: facetValues(problems, facets.problems, query.problems),
    providers: withChosen(facets.providers, query.providers),
    tagsAll: withChosen(facets.tags, query.tagsAll),
  }
}

const dayMs = 86_400_000
export const spans = ['today', 'week', 'month', 'year'] as const
export type Span = (typeof spans)[number]

/** From when on a span of the past counts, epoch milliseconds: from midnight on, where the user is. */
export function spanStart(span: Span, now = new Date()): number {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  const days = { today: 0, week: 6, month: 29, year: 364 }[span]
  return midnight - days * dayMs
}

/** A day of a date field, `2026-11-23`, as the first or last moment of it; null where the field is empty. */
export function dayBound(value: string, end: boolean): number | null {
  const [year, month, day] = value.split('-').map(Number)
  if (!year || !month || !day) return null
  return end ? new Date(year, month - 1, day + 1).getTime() - 1 : new Date(year, month - 1, day).getTime()
}

/** A moment as a date field shows it. */
export function dayField(time: number | null): string {
  if (time === null) return ''
  const date = new Date(time)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}
