import type { Migration } from './migration'

/** What the user said about money and nights. Practice credits and real ones are two purses, never mixed. */
export const spending: Migration = {
  name: 'spending',
  up(database) {
    database.exec(`
      CREATE INDEX spending_at ON spending (at);
      CREATE INDEX spending_of_job ON spending (job_id);
      CREATE INDEX jobs_waiting_of_batch ON jobs (batch_id, position) WHERE status = 'queued';

      CREATE TABLE caps (
        purse TEXT NOT NULL CHECK (purse IN ('practice', 'real')),
        scope TEXT NOT NULL CHECK (scope IN ('night', 'day', 'provider', 'batch')),
        -- TYPE/id of a provider, or a batch; empty for the others.
        key TEXT NOT NULL,
        credits REAL NOT NULL,
        set_at INTEGER NOT NULL,
        PRIMARY KEY (purse, scope, key)
      ) STRICT;

      -- Batches and jobs that may be sent without a known price although a cap holds.
      CREATE TABLE unpriced_allowed (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

      -- What the user read off the vendor's page, and when.
      CREATE TABLE balances (account_id TEXT PRIMARY KEY, credits REAL, at INTEGER NOT NULL, warn_below REAL) STRICT;

      -- JSON: Schedule.
      CREATE TABLE batch_schedules (batch_id TEXT PRIMARY KEY, schedule TEXT NOT NULL, set_at INTEGER NOT NULL) STRICT;

      CREATE TABLE night_plan (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        -- JSON: NightPlan.
        plan TEXT NOT NULL,
        set_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE nights (
        id INTEGER PRIMARY KEY,
        purse TEXT NOT NULL,
        account_id TEXT NOT NULL,
        -- When its window opened: one night a window.
        opened_at INTEGER NOT NULL,
        started_at INTEGER NOT NULL,
        ended_at INTEGER,
        outcome TEXT,
        refused INTEGER NOT NULL DEFAULT 0,
        awake INTEGER NOT NULL DEFAULT 0,
        -- JSON: what it came to besides money, written when it ends.
        result TEXT,
        UNIQUE (account_id, opened_at)
      ) STRICT;
      CREATE INDEX jobs_finished ON jobs (account_id, finished_at) WHERE finished_at IS NOT NULL;
    `)
  },
}
