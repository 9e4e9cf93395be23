import type { Database } from '../database'
import { accounts } from './001-accounts'
import { queue } from './002-queue'
import { library } from './003-library'
import { references } from './004-references'

/** One step of the stored shape. Steps are only ever added; their order is their number, from 1. */
export interface Migration {
  name: string
  up(database: Database): void
}

export const migrations: readonly Migration[] = [accounts, queue, library, references]
