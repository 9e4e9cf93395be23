import type { Migration } from './migration'

/**
 * What was made and kept. `number` is the order of filing and what the search index points at; `revision` counts changes, and a record
 * beside the files is behind while `recorded_revision` is smaller.
 */
export const library: Migration = {
  name: 'library',
  up(database) {
    database.exec(`
      CREATE TABLE items (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('image', 'video', 'audio')),
        title TEXT NOT NULL,
        prompt TEXT NOT NULL,
        type TEXT,
        provider TEXT,
        options TEXT NOT NULL,
        inputs TEXT NOT NULL,
        credit_cost REAL,
        remote_id TEXT,
        job_id TEXT,
        batch_id TEXT,
        account_id TEXT,
        sandbox INTEGER NOT NULL,
        canceled_too_late INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        month TEXT NOT NULL,
        trashed_at INTEGER,
        library_folder TEXT NOT NULL,
        file_name TEXT NOT NULL,
        folded_name TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        width INTEGER,
        height INTEGER,
        duration_seconds REAL,
        frame_rate REAL,
        container TEXT NOT NULL,
        video_codec TEXT,
        audio_codec TEXT,
        has_audio INTEGER NOT NULL,
        rating INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
        favourite INTEGER NOT NULL DEFAULT 0,
        missing INTEGER NOT NULL DEFAULT 0,
        preview_revision INTEGER NOT NULL DEFAULT 0,
        revision INTEGER NOT NULL DEFAULT 1,
        recorded_revision INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      -- One result of one job is one item, however often it is delivered.
      CREATE UNIQUE INDEX items_by_delivery ON items (job_id, remote_id) WHERE job_id IS NOT NULL;
      -- Holds what a view by time asks for, so that the table itself is not read.
      CREATE INDEX items_newest ON items (created_at DESC, number DESC, id, month) WHERE trashed_at IS NULL;
      CREATE INDEX items_rated ON items (rating DESC, created_at DESC, number DESC) WHERE trashed_at IS NULL;
      CREATE INDEX items_by_kind ON items (kind, created_at DESC, number DESC) WHERE trashed_at IS NULL;
      CREATE INDEX items_by_model ON items (type, provider, created_at DESC, number DESC) WHERE trashed_at IS NULL;
      CREATE INDEX items_by_title ON items (title COLLATE NOCASE, number) WHERE trashed_at IS NULL;
      CREATE INDEX items_by_batch ON items (batch_id) WHERE batch_id IS NOT NULL;
      CREATE INDEX items_trashed ON items (trashed_at DESC) WHERE trashed_at IS NOT NULL;
      CREATE INDEX items_unrecorded ON items (number) WHERE revision > recorded_revision;

      -- Not a foreign key: what an item was made from may leave the library before it.
      CREATE TABLE lineage (
        item_id TEXT NOT NULL,
        source_id TEXT NOT NULL,
        relation TEXT NOT NULL CHECK (relation IN ('made-from', 'trimmed-from', 'frame-of', 'joined-from')),
        position INTEGER NOT NULL,
        PRIMARY KEY (item_id, source_id, relation)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX lineage_by_source ON lineage (source_id);

      CREATE VIRTUAL TABLE item_search USING fts5 (
        title, prompt, provider,
        content = 'items', content_rowid = 'number',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
      );
      CREATE TRIGGER items_search_added AFTER INSERT ON items BEGIN
        INSERT INTO item_search (rowid, title, prompt, provider) VALUES (new.number, new.title, new.prompt, new.provider);
      END;
      CREATE TRIGGER items_search_removed AFTER DELETE ON items BEGIN
        INSERT INTO item_search (item_search, rowid, title, prompt, provider)
        VALUES ('delete', old.number, old.title, old.prompt, old.provider);
      END;
      CREATE TRIGGER items_search_changed AFTER UPDATE OF title, prompt, provider ON items BEGIN
        INSERT INTO item_search (item_search, rowid, title, prompt, provider)
        VALUES ('delete', old.number, old.title, old.prompt, old.provider);
        INSERT INTO item_search (rowid, title, prompt, provider) VALUES (new.number, new.title, new.prompt, new.provider);
      END;
    `)
  },
}
