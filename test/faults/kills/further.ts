import type { Migration } from '../../../src-main/storage/migrations/migration'

/** So many steps that the app does not have yet: each makes a table, changes another and writes every row of it. */
export function further(steps: number): Migration[] {
  return Array.from({ length: steps }, (_, index) => ({
    name: `further ${index}`,
    up(database) {
      database.exec(`CREATE TABLE further_${index} (id TEXT PRIMARY KEY)`)
      database.exec(`ALTER TABLE jobs ADD COLUMN further_${index} TEXT`)
      database.exec(`UPDATE jobs SET further_${index} = id || '-${index}'`)
      database.exec(`CREATE INDEX jobs_further_${index} ON jobs (further_${index})`)
    },
  }))
}
