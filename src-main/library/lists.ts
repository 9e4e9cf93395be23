import type { MediaItem } from '../../src-shared/media'
import { parametersOf } from './embedding'

/** What a list tells of each item. Never what it cost or how the API knows it. */
export function listed(item: MediaItem, file: string | null): Record<string, string | number | null> {
  const { title, prompt, model, type, options, tags, rating } = parametersOf(item)
  return {
    file: file ?? item.fileName, title, prompt, model, type, kind: item.kind, seed: seedText(options['seed']), options: JSON.stringify(options),
    createdAt: new Date(item.createdAt).toISOString(), rating, favourite: Number(item.favourite), pick: item.pick, tags: tags.join(', '), note: item.note,
    width: item.width, height: item.height, durationSeconds: item.durationSeconds, sizeBytes: item.sizeBytes,
  }
}

function seedText(seed: unknown): string | number | null {
  return typeof seed === 'string' || typeof seed === 'number' ? seed : null
}

/** Rows with a head, as spreadsheets read them. */
export function csv(rows: readonly Record<string, string | number | null>[]): string {
  const [first] = rows
  if (first === undefined) return ''
  const names = Object.keys(first)
  return `\ufeff${[names.join(','), ...rows.map((row) => names.map((name) => cell(row[name] ?? null)).join(','))].join('\r\n')}\r\n`
}

/** A text that a spreadsheet would take for a formula is made one that it does not. */
function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
