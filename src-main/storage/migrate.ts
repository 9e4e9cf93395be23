import { AppError } from '../../src-shared/errors'
import type { Database } from './database'
import { migrations as ours } from './migrations'
import type { Migration } from './migrations/migration'

/**
 * Brings the stored shape up to date, one transaction a step. `PRAGMA user_version` counts the steps taken.
 *
 * @throws AppError `newer-schema` when a newer version of the app wrote the file; nothing is written then.
 */
export function migrate(database: Database, migrations: readonly Migration[] = ours): void {
  const version = database.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0
  if (version > migrations.length) {
    throw new AppError('newer-schema', `The data was written by a newer version of the app (${version} > ${migrations.length})`)
  }
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue
    database.transaction(() => {
      migration.up(database)
      database.exec(`PRAGMA user_version = ${index + 1}`)
    })
  }
}
