/** What is wrong with a row, where a person can find it. */
export interface Problem {
  /** Counted from 1. */
  line: number
  /** The column or key; null when the line as a whole cannot be read. */
  field: string | null
  message: string
}

/** The form of compilers' messages, which editors can follow: `jobs.csv:3: duration: …`. */
export function problemLine(file: string, { line, field, message }: Problem): string {
  return `${file}:${line}: ${field === null ? '' : `${field}: `}${message}`
}
