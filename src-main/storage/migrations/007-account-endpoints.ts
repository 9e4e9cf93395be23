import type { Migration } from './migration'

/** Two endpoints may share a host: whether jobs can be asked about with another key is a matter of the whole address. Null until it is used again. */
export const accountEndpoints: Migration = {
  name: 'account-endpoints',
  up(database) {
    database.exec('ALTER TABLE accounts ADD COLUMN endpoint TEXT')
  },
}
