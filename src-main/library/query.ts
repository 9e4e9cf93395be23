import type { MediaQuery } from '../../src-shared/media'
import type { SqlValue } from '../storage'

export interface Selection {
  where: string
  orderBy: string
  parameters: SqlValue[]
}

/** What a view asks for, as SQL over `items`. Text is matched word by word from its beginning, all words, accents and case aside. */
export function selection(query: MediaQuery): Selection {
  const conditions: string[] = [query.trashed ? 'trashed_at IS NOT NULL' : 'trashed_at IS NULL']
  const parameters: SqlValue[] = []
  const anyOf = (expression: string, values: readonly string[]) => {
    if (values.length === 0) return
    conditions.push(`${expression} IN (SELECT value FROM json_each(?))`)
    parameters.push(JSON.stringify(values))
  }
  const match = searchExpression(query.text)
  if (match !== null) {
    conditions.push('number IN (SELECT rowid FROM item_search WHERE item_search MATCH ?)')
    parameters.push(match)
  }
  anyOf('kind', query.kinds)
  anyOf('type', query.types)
  // Named by its id, or by `TYPE/id` where the same id serves two types.
  if (query.providers.length > 0) {
    conditions.push(`(provider IN (SELECT value FROM json_each(?)) OR type || '/' || provider IN (SELECT value FROM json_each(?)))`)
    parameters.push(JSON.stringify(query.providers), JSON.stringify(query.providers))
  }
  if (query.minRating > 0) {
    conditions.push('rating >= ?')
    parameters.push(query.minRating)
  }
  if (query.favouritesOnly) conditions.push('favourite = 1')
  if (query.batchId !== null) {
    conditions.push('batch_id = ?')
    parameters.push(query.batchId)
  }
  return { where: conditions.join(' AND '), orderBy: orders[query.sort], parameters }
}

const orders: Record<MediaQuery['sort'], string> = {
  newest: 'created_at DESC, number DESC',
  oldest: 'created_at, number',
  rating: 'rating DESC, created_at DESC, number DESC',
  title: 'title COLLATE NOCASE, number',
}

/** Null when the text holds no word. Each word is quoted, so that nothing of it is read as the search language. */
export function searchExpression(text: string): string | null {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return words.length === 0 ? null : words.slice(0, 20).map((word) => `"${word}"*`).join(' ')
}
