import type { Database } from '../database'

/** One step of the stored shape. Steps are only ever added; their order is their number, from 1. */
export interface Migration {
  name: string
  up(database: Database): void
}
