import type { Problem } from './problem'

/** One cell or member, as it stands in the file. */
export interface Field {
  /** As written, for messages. */
  name: string
  value: unknown
  line: number
}

/** A row before anything is known of its meaning. Empty cells are left out; a name may come several times. */
export interface Row {
  line: number
  fields: Field[]
}

export interface Rows {
  rows: Row[]
  problems: Problem[]
}
