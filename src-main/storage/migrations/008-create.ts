import type { Migration } from './migration'

/** What jobs of one matrix differ by, so that their results can be compared; presets and the prompts that were used. */
export const create: Migration = {
  name: 'create',
  up(database) {
    database.exec(`
      ALTER TABLE batches ADD COLUMN kind TEXT NOT NULL DEFAULT 'list' CHECK (kind IN ('list', 'matrix'));
      -- JSON: JobAxes; null for a job that was asked for by itself.
      ALTER TABLE jobs ADD COLUMN axes TEXT;

      CREATE TABLE presets (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL COLLATE NOCASE UNIQUE,
        -- JSON: Matrix.
        matrix TEXT NOT NULL,
        created_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE prompt_history (
        type TEXT NOT NULL,
        text TEXT NOT NULL,
        used_at INTEGER NOT NULL,
        uses INTEGER NOT NULL DEFAULT 1,
        PRIMARY KEY (type, text)
      ) STRICT;
      CREATE INDEX prompt_history_newest ON prompt_history (used_at);
    `)
  },
}
