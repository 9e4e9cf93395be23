import { readFileSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import { rowsOfCsv } from './csvRows'
import { rowsOfJson, rowsOfJsonLines } from './jsonRows'
import type { TableFormat } from '../../src-shared/table'
import type { Rows } from './row'

/** A file that cannot be read as rows; its message is for the user. */
export class InputError extends Error {}

const maxBytes = 256 * 1024 * 1024

/**
 * Reads the rows of a file by what its name ends in, else by how it begins.
 *
 * @throws InputError when there is no such file, or no text in it.
 */
export function readRows(path: string): Rows {
  const text = readText(path)
  const rows = rowsOf(text, formatOf(path, text))
  if (rows.rows.length === 0 && rows.problems.length === 0) throw new InputError(`${path} holds no jobs.`)
  return rows
}

export function rowsOf(text: string, format: TableFormat): Rows {
  switch (format) {
    case 'csv':
      return rowsOfCsv(text)
    case 'json':
      return rowsOfJson(text)
    case 'jsonl':
      return rowsOfJsonLines(text)
    case 'lines':
      return rowsOfLines(text)
  }
}

/** A prompt a line. */
function rowsOfLines(text: string): Rows {
  const rows = text.split(/\r\n|\n|\r/).flatMap((written, index) => {
    const [line, value] = [index + 1, written.trim()]
    return value === '' ? [] : [{ line, fields: [{ name: 'prompt', value, line }] }]
  })
  return { rows, problems: [] }
}

/** @throws InputError */
export function readText(path: string): string {
  let bytes: Uint8Array
  try {
    const { size } = statSync(path)
    if (size > maxBytes) throw new InputError(`${path} is too large to be a list of jobs.`)
    bytes = readFileSync(path)
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`)
  }
  try {
    // Takes a byte order mark away too.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new InputError(`${path} is not text in UTF-8: save it as "CSV UTF-8".`)
  }
}

/** By what the name ends in, else by how the text begins. */
export function formatOf(path: string, text: string): TableFormat {
  switch (extname(path).toLowerCase()) {
    case '.jsonl':
    case '.ndjson':
      return 'jsonl'
    case '.json':
      return 'json'
    case '.csv':
    case '.tsv':
      return 'csv'
  }
  const start = text.trimStart()
  if (start.startsWith('[')) return 'json'
  if (!start.startsWith('{')) return 'csv'
  return /^\{\s*"jobs"\s*:/.test(start) ? 'json' : 'jsonl'
}
