import type { Migration } from './migration'

/** Who pays: an endpoint with a key's fingerprint, or the embedded sandbox. Jobs and results belong to one. */
export const accounts: Migration = {
  name: 'accounts',
  up(database) {
    database.exec(`
      CREATE TABLE accounts (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('sandbox', 'key')),
        host TEXT NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;
    `)
  },
}
