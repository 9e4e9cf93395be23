import type { Migration } from './migration'

/** One index that holds whatever chips ask for and count, so that no question about a hundred thousand items reads their texts. */
export const counting: Migration = {
  name: 'counting',
  up(database) {
    database.exec(`
      DROP INDEX items_counted;
      CREATE INDEX items_counted ON items (
        kind, type, provider, rating, pick, origin, favourite, missing, file_state, width, height, size_bytes, duration_seconds, credit_cost, created_at,
        batch_id, tags_text
      ) WHERE trashed_at IS NULL;
    `)
  },
}
