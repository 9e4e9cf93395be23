import type { Migration } from './migration'

/** What is known of a transfer lies beside its part now. A part of the old kind is begun anew. */
export const transfers: Migration = {
  name: 'transfers',
  up(database) {
    database.exec('DROP TABLE transfers')
  },
}
