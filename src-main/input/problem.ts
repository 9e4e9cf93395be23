import type { RowProblem } from '../../src-shared/table'

/** What is wrong with a row, where a person can find it. */
export type Problem = RowProblem

/** The form of compilers' messages, which editors can follow: `jobs.csv:3: duration: …`. */
export function problemLine(file: string, { line, field, message }: Problem): string {
  return `${file}:${line}: ${field === null ? '' : `${field}: `}${message}`
}
