import { rowFields, type ImportTable, type RowProblem, type TableRows } from '../../src-shared/table'

/** What is being made of a table: columns are given a meaning, cells are mended, rows left out. */
export interface EditedTable {
  table: ImportTable
  /** For each column the name of a field or an option; empty: not used. */
  columns: string[]
  cells: string[][]
  /** Places of rows that are left out. */
  out: ReadonlySet<number>
}

/** Every column as it is named; one alone without a known name holds the prompts. */
export function beginTable(table: ImportTable): EditedTable {
  const known = new Set(rowFields.map((name) => name.toLowerCase()))
  const isSingle = table.columns.length === 1 && !known.has((table.columns[0] ?? '').toLowerCase())
  return { table, columns: isSingle ? ['prompt'] : [...table.columns], cells: table.rows.map(({ cells }) => [...cells]), out: new Set() }
}

export function withCell(edited: EditedTable, row: number, column: number, text: string): EditedTable {
  return { ...edited, cells: edited.cells.map((cells, at) => (at === row ? cells.toSpliced(column, 1, text) : cells)) }
}

/** The rows as main reads them; what no column says, the defaults say. */
export function rowsToSend(edited: EditedTable, defaults: Readonly<Record<string, string>>): TableRows {
  const named = new Set(edited.columns.map((name) => name.toLowerCase()))
  const further = Object.entries(defaults).flatMap(([name, value]) => (named.has(name) || value === '' ? [] : [{ name, value }]))
  return edited.table.rows.flatMap(({ line }, at) => {
    if (edited.out.has(at)) return []
    const fields = edited.columns.flatMap((name, column) => (name === '' ? [] : [{ name, value: edited.cells[at]?.[column] ?? '' }]))
    return [{ line, fields: [...fields, ...further] }]
  })
}

/** The problems of each row by the place of its column; those that no column holds are at -1. */
export function problemsByRow(edited: EditedTable, problems: readonly RowProblem[]): Map<number, Map<number, RowProblem>> {
  const placeOf = new Map(edited.table.rows.map(({ line }, at) => [line, at]))
  const rows = new Map<number, Map<number, RowProblem>>()
  for (const problem of problems) {
    const at = placeOf.get(problem.line)
    if (at === undefined) continue
    const field = problem.field?.toLowerCase().replace(/^options\./, '')
    const column = edited.columns.findIndex((name) => name !== '' && name.toLowerCase().replace(/^options\./, '') === field)
    const row = rows.get(at) ?? new Map<number, RowProblem>()
    if (!row.has(column)) row.set(column, problem)
    rows.set(at, row)
  }
  return rows
}
