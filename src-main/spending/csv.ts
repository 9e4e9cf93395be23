import type { RecordRow } from './record'

const head = ['time', 'account', 'money', 'batch', 'model', 'prompt', 'state', 'estimated credits', 'credits', 'job', 'generation'] as const

/** The record as a table: RFC 4180, with a byte order mark so that spreadsheets read the accents. */
export function toCsv(rows: readonly RecordRow[]): string {
  const lines = rows.map((row) =>
    [
      new Date(row.at).toISOString(), row.account, row.purse, row.batch, row.model, row.prompt, row.state, row.estimated, row.cost, row.jobId, row.remoteId,
    ].map(cell).join(','),
  )
  return `\uFEFF${[head.join(','), ...lines].join('\r\n')}\r\n`
}

/** A spreadsheet must not take somebody's prompt for a formula. */
function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
