import { CsvError, parse } from 'csv-parse/sync'
import type { Rows } from './row'

interface Parsed {
  record: string[]
  info: { lines: number }
}

/** A header, then a row a job. Cells are text; what they stand for, the model's options say. */
export function rowsOfCsv(source: string): Rows {
  // Inside quotes the parser would count the two characters of a Windows line end as two lines.
  const text = source.replaceAll('\r\n', '\n')
  let parsed: Parsed[]
  try {
    parsed = parse(text, { delimiter: delimiterOf(text), info: true, relax_column_count: true }) as unknown as Parsed[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number((error as { lines?: unknown }).lines ?? 1)
    return { rows: [], problems: [{ line, field: null, code: 'unreadable', message: `This is not CSV: ${error.message.replace(/ at line \d+/, '')}` }] }
  }
  const numbered = parsed
    .map(({ record }, index) => ({ cells: record, line: (parsed[index - 1]?.info.lines ?? 0) + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const [header, ...body] = numbered
  if (header === undefined) return { rows: [], problems: [] }
  const names = header.cells.map((name) => name.trim())
  const rows: Rows = { rows: [], problems: [] }
  for (const { cells, line } of body) {
    for (const [index, cell] of cells.entries()) {
      if (cell.trim() === '' || (names[index] ?? '') !== '') continue
      rows.problems.push({ line, field: null, code: 'unnamed-cell', message: `Cell ${index + 1} has no name in the header: is a text with a comma not in quotes?` })
      break
    }
    const fields = cells.flatMap((cell, index) => (cell.trim() === '' || !names[index] ? [] : [{ name: names[index], value: cell, line }]))
    rows.rows.push({ line, fields })
  }
  return rows
}

/** Spreadsheets write what their country uses: the mark that splits the header into most names. */
function delimiterOf(text: string): string {
  const header = text.trimStart().split('\n', 1)[0] ?? ''
  const count = (mark: string) => header.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}
