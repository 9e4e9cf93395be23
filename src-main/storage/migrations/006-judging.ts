import type { Migration } from './migration'

/**
 * What the user thinks of an item (picks, tags, notes, collections), where it came from, and what becomes known of its file in the background.
 * The search index follows: `tags_text` and `bigrams` stand in the item's own row, because the index reads its texts from there.
 */
export const judging: Migration = {
  name: 'judging',
  up(database) {
    database.exec(`
      ALTER TABLE items ADD COLUMN pick TEXT NOT NULL DEFAULT 'none' CHECK (pick IN ('none', 'pick', 'reject'));
      ALTER TABLE items ADD COLUMN note TEXT NOT NULL DEFAULT '';
      ALTER TABLE items ADD COLUMN tags_text TEXT NOT NULL DEFAULT '';
      -- Pairs of neighbouring Chinese, Japanese and Korean characters, which are written without spaces. Null: not yet made.
      ALTER TABLE items ADD COLUMN bigrams TEXT;
      ALTER TABLE items ADD COLUMN origin TEXT NOT NULL DEFAULT 'generated' CHECK (origin IN ('generated', 'made', 'imported'));
      ALTER TABLE items ADD COLUMN file_state TEXT NOT NULL DEFAULT 'ok' CHECK (file_state IN ('ok', 'unreadable', 'changed'));
      -- What the file's own metadata said, JSON; null for what the app made.
      ALTER TABLE items ADD COLUMN found TEXT;
      -- When the file was last looked at, as its system counts: a file that was changed since is looked at again.
      ALTER TABLE items ADD COLUMN file_modified_at INTEGER;
      -- A picture's likeness in 64 bits, as two signed halves; null: not yet known, or nothing to see.
      ALTER TABLE items ADD COLUMN likeness_high INTEGER;
      ALTER TABLE items ADD COLUMN likeness_low INTEGER;
      UPDATE items SET origin = 'made' WHERE job_id IS NULL;

      CREATE INDEX items_by_hash ON items (sha256, number) WHERE sha256 <> '';
      CREATE INDEX items_unhashed ON items (number) WHERE sha256 = '';
      CREATE INDEX items_without_bigrams ON items (number) WHERE bigrams IS NULL;
      CREATE INDEX items_alike ON items (number, likeness_high, likeness_low) WHERE likeness_high IS NOT NULL;
      -- Holds what facets are counted over, so that the wide table is not read.
      CREATE INDEX items_counted ON items (type, provider, kind, rating, pick, origin) WHERE trashed_at IS NULL;
      CREATE INDEX items_picked ON items (pick, created_at DESC, number DESC) WHERE trashed_at IS NULL AND pick <> 'none';

      CREATE TABLE tags (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        folded TEXT NOT NULL UNIQUE
      ) STRICT;
      CREATE TABLE item_tags (
        tag INTEGER NOT NULL REFERENCES tags (number),
        item INTEGER NOT NULL,
        PRIMARY KEY (tag, item)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX item_tags_by_item ON item_tags (item, tag);

      CREATE TABLE collections (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('manual', 'smart', 'search', 'comparison')),
        name TEXT NOT NULL,
        parent_id TEXT,
        position REAL NOT NULL,
        query TEXT
      ) STRICT;
      CREATE TABLE collection_items (
        collection_id TEXT NOT NULL,
        item INTEGER NOT NULL,
        position REAL NOT NULL,
        PRIMARY KEY (collection_id, item)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX collection_items_in_order ON collection_items (collection_id, position, item);
      CREATE INDEX collection_items_by_item ON collection_items (item);
      -- Counts changes, so that the file beside the library that holds the collections is known to be behind.
      CREATE TABLE collections_state (revision INTEGER NOT NULL, recorded_revision INTEGER NOT NULL) STRICT;
      INSERT INTO collections_state VALUES (0, 0);

      -- Folders outside the library whose new files are taken in, and what was taken in from anywhere, so that it is not taken twice.
      CREATE TABLE watched_folders (
        id TEXT PRIMARY KEY,
        path TEXT NOT NULL UNIQUE
      ) STRICT;
      CREATE TABLE imported_files (
        path TEXT PRIMARY KEY,
        size_bytes INTEGER NOT NULL,
        modified_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      DROP TRIGGER items_search_added;
      DROP TRIGGER items_search_removed;
      DROP TRIGGER items_search_changed;
      DROP TABLE item_search;
      CREATE VIRTUAL TABLE item_search USING fts5 (
        title, prompt, provider, tags_text, note, bigrams,
        content = 'items', content_rowid = 'number',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
      );
      INSERT INTO item_search (item_search) VALUES ('rebuild');
      CREATE TRIGGER items_search_added AFTER INSERT ON items BEGIN
        INSERT INTO item_search (rowid, title, prompt, provider, tags_text, note, bigrams)
        VALUES (new.number, new.title, new.prompt, new.provider, new.tags_text, new.note, new.bigrams);
      END;
      CREATE TRIGGER items_search_removed AFTER DELETE ON items BEGIN
        INSERT INTO item_search (item_search, rowid, title, prompt, provider, tags_text, note, bigrams)
        VALUES ('delete', old.number, old.title, old.prompt, old.provider, old.tags_text, old.note, old.bigrams);
      END;
      CREATE TRIGGER items_search_changed AFTER UPDATE OF title, prompt, provider, tags_text, note, bigrams ON items BEGIN
        INSERT INTO item_search (item_search, rowid, title, prompt, provider, tags_text, note, bigrams)
        VALUES ('delete', old.number, old.title, old.prompt, old.provider, old.tags_text, old.note, old.bigrams);
        INSERT INTO item_search (rowid, title, prompt, provider, tags_text, note, bigrams)
        VALUES (new.number, new.title, new.prompt, new.provider, new.tags_text, new.note, new.bigrams);
      END;
    `)
  },
}
