import type { Migration } from './migration'

/** Reference inputs, their bytes kept once by hash beside the database. */
export const references: Migration = {
  name: 'references',
  up(database) {
    database.exec(`
      CREATE TABLE kept_references (
        hash TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('image', 'video', 'audio')),
        media_type TEXT NOT NULL,
        extension TEXT NOT NULL,
        file_name TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        width INTEGER,
        height INTEGER,
        duration_seconds REAL,
        item_id TEXT,
        created_at INTEGER NOT NULL
      ) STRICT;
    `)
  },
}
