import { z } from 'zod'

/** The form in which rows are written; `lines`: a prompt a line. */
export const tableFormats = ['csv', 'json', 'jsonl', 'lines'] as const
export type TableFormat = (typeof tableFormats)[number]

/** What is wrong with a cell, for words of the page; the command line has its own. */
export type RowProblemCode =
  | 'unreadable'
  | 'unnamed-cell'
  | 'required'
  | 'given-twice'
  | 'not-text'
  | 'too-long'
  | 'too-many-references'
  | 'no-such-type'
  | 'no-such-model'
  | 'bad-count'
  | 'bad-reference'
  | 'no-such-file'
  | 'wrong-kind-of-file'
  | 'unknown-option'
  | 'not-allowed'
  | 'not-a-number'
  | 'not-whole'
  | 'out-of-range'
  | 'not-a-colour'
  | 'too-many-jobs'
  | 'invalid'

export interface RowProblem {
  /** Counted from 1. */
  line: number
  /** The column or key; null when the row as a whole is meant. */
  field: string | null
  code: RowProblemCode
  /** In English, with values. */
  message: string
}

/** Rows as they were read, every cell a text; the page shows and mends them, and asks main what they mean. */
export interface ImportTable {
  /** For asking again: paths in it are looked for beside the file. */
  id: string
  /** Null for what was pasted. */
  fileName: string | null
  format: TableFormat
  columns: string[]
  rows: { line: number; cells: string[] }[]
  /** Lines that could not be read: they are no rows. */
  problems: RowProblem[]
}

/** The names that are no options. */
export const rowFields = ['type', 'prompt', 'provider', 'priority', 'count', 'image', 'endImage', 'video', 'audio'] as const

export const tableRowsSchema = z
  .array(
    z.strictObject({
      line: z.number().int().min(1),
      fields: z.array(z.strictObject({ name: z.string().min(1).max(300), value: z.string().max(100_000) })).max(200),
    }),
  )
  .min(1)
  .max(10_000)
export type TableRows = z.infer<typeof tableRowsSchema>

/** What the rows would become. */
export interface RowsCheck {
  problems: RowProblem[]
  /** Of the rows without a problem. */
  jobs: number
  knownCredits: number
  unknownJobs: number
}
