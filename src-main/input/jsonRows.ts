import { JsonError, parseLocated, type Located } from './json'
import type { Field, Row, Rows } from './row'

/** `[…]`, or `{ "jobs": […] }`. */
export function rowsOfJson(text: string): Rows {
  let root: Located
  try {
    root = parseLocated(text)
  } catch (error) {
    return unreadable(error)
  }
  const jobs = root.elements ?? root.members?.findLast(({ name }) => name === 'jobs')?.value.elements
  if (jobs == null) return { rows: [], problems: [{ line: root.line, field: null, code: 'unreadable', message: 'Expected an array of jobs, or an object with "jobs"' }] }
  return gathered(jobs.map(rowOf))
}

/** One object a line. */
export function rowsOfJsonLines(text: string): Rows {
  const lines = text.split('\n').map((source, index) => ({ source, line: index + 1 }))
  return gathered(
    lines
      .filter(({ source }) => source.trim() !== '')
      .map(({ source, line }) => {
        try {
          return rowOf(parseLocated(source, line))
        } catch (error) {
          return unreadable(error)
        }
      }),
  )
}

function gathered(parts: readonly Rows[]): Rows {
  return { rows: parts.flatMap(({ rows }) => rows), problems: parts.flatMap(({ problems }) => problems) }
}

function unreadable(error: unknown): Rows {
  if (!(error instanceof JsonError)) throw error
  return { rows: [], problems: [{ line: error.line, field: null, code: 'unreadable', message: error.message }] }
}

/** The groups `options` and `inputs` become fields of their own, so that each knows its line; null is the same as left out. */
function rowOf(value: Located): Rows {
  if (value.members === null) return { rows: [], problems: [{ line: value.line, field: null, code: 'unreadable', message: 'A job must be an object' }] }
  const row: Row = { line: value.line, fields: [] }
  const problems: Rows['problems'] = []
  for (const { name, line, value: member } of value.members) {
    const group = name.toLowerCase()
    if (member.plain === null) continue
    if (group !== 'options' && group !== 'inputs') row.fields.push(...fieldsOf(name, line, member))
    else if (member.members === null) problems.push({ line, field: name, code: 'unreadable', message: 'must be an object' })
    else for (const one of member.members) if (one.value.plain !== null) row.fields.push({ name: `${group}.${one.name}`, value: one.value.plain, line: one.line })
  }
  return { rows: [row], problems }
}

/** Several references are an array here and a column given several times in CSV. */
function fieldsOf(name: string, line: number, { elements, plain }: Located): Field[] {
  if (elements === null || !/^(image|endImage|video|audio)$/i.test(name)) return [{ name, value: plain, line }]
  return elements.map((element) => ({ name, value: element.plain, line: element.line }))
}
