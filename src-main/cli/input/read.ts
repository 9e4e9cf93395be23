import { readFileSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import { UsageError } from '../exit'
import { rowsOfCsv } from './csvRows'
import { rowsOfJson, rowsOfJsonLines } from './jsonRows'
import type { Rows } from './row'

const maxBytes = 256 * 1024 * 1024

/**
 * Reads the rows of a file by what its name ends in, else by how it begins.
 *
 * @throws UsageError when there is no such file, or no text in it.
 */
export function readRows(path: string): Rows {
  const text = readText(path)
  const rows = formatOf(path, text)(text)
  if (rows.rows.length === 0 && rows.problems.length === 0) throw new UsageError(`${path} holds no jobs.`)
  return rows
}

function readText(path: string): string {
  let bytes: Uint8Array
  try {
    const { size } = statSync(path)
    if (size > maxBytes) throw new UsageError(`${path} is too large to be a list of jobs.`)
    bytes = readFileSync(path)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`)
  }
  try {
    // Takes a byte order mark away too.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UsageError(`${path} is not text in UTF-8: save it as "CSV UTF-8".`)
  }
}

function formatOf(path: string, text: string): (text: string) => Rows {
  switch (extname(path).toLowerCase()) {
    case '.jsonl':
    case '.ndjson':
      return rowsOfJsonLines
    case '.json':
      return rowsOfJson
    case '.csv':
    case '.tsv':
      return rowsOfCsv
  }
  const start = text.trimStart()
  if (start.startsWith('[')) return rowsOfJson
  if (!start.startsWith('{')) return rowsOfCsv
  return /^\{\s*"jobs"\s*:/.test(start) ? rowsOfJson : rowsOfJsonLines
}
