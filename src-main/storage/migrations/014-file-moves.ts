import type { Migration } from './migration'

/** Files of the library that are being renamed: what was begun is ended at the next start. Names are relative to the folder. */
export const fileMoves: Migration = {
  name: 'file-moves',
  up(database) {
    database.exec(`
      CREATE TABLE file_moves (
        item_id TEXT PRIMARY KEY,
        folder TEXT NOT NULL,
        from_name TEXT NOT NULL,
        to_name TEXT NOT NULL
      ) STRICT;
    `)
  },
}
