import type { Migration } from './migration'

/**
 * The queue and what it spends. One attempt is one idempotency key with one exact body; both are on disk before a byte goes out. Partial
 * indexes keep what the scheduler asks for as small as what waits or runs, however long the list is.
 */
export const queue: Migration = {
  name: 'queue',
  up(database) {
    database.exec(`
      CREATE TABLE batches (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        account_id TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        -- 0 while its jobs are still being written; such a batch is dropped at the next start.
        ready INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      CREATE TABLE jobs (
        id TEXT PRIMARY KEY,
        batch_id TEXT NOT NULL REFERENCES batches (id),
        account_id TEXT NOT NULL,
        sandbox INTEGER NOT NULL,
        position REAL NOT NULL,
        -- TYPE/id of the provider asked for.
        provider_key TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'held', 'completed', 'failed', 'canceled')),
        phase TEXT CHECK (phase IN ('submitting', 'generating', 'downloading', 'saving')),
        held_reason TEXT,
        -- JSON: JobWait.
        wait TEXT,
        -- JSON: JobRequest.
        request TEXT NOT NULL,
        used_provider TEXT,
        attempt INTEGER NOT NULL DEFAULT 0,
        -- The key of the attempt in hand; null when the next send opens a new one.
        attempt_key TEXT,
        remote_id TEXT,
        estimated_credits REAL,
        credit_cost REAL,
        estimated_seconds REAL,
        fraction REAL,
        -- JSON: ErrorFacts.
        error TEXT,
        -- JSON: string[].
        warnings TEXT NOT NULL DEFAULT '[]',
        item_id TEXT,
        cancel_requested INTEGER NOT NULL DEFAULT 0,
        canceled_too_late INTEGER NOT NULL DEFAULT 0,
        created_at INTEGER NOT NULL,
        started_at INTEGER,
        finished_at INTEGER,
        -- When to look at it again; 0: at once.
        next_at INTEGER NOT NULL DEFAULT 0,
        -- Tries of what it does now, in a row without success.
        tries INTEGER NOT NULL DEFAULT 0,
        accepted_at INTEGER,
        -- Since when its remote status has been one that is not understood.
        unclear_since INTEGER,
        result_url TEXT,
        -- JSON: the Fetched that lies in the parts folder, complete.
        fetched TEXT,
        -- Reserved in the library before the rename.
        file_name TEXT,
        cleared INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX jobs_waiting ON jobs (account_id, provider_key, position) WHERE status = 'queued';
      CREATE INDEX jobs_running ON jobs (account_id) WHERE status = 'running';
      CREATE INDEX jobs_listed ON jobs (position) WHERE cleared = 0;
      CREATE INDEX jobs_remote ON jobs (account_id, remote_id) WHERE remote_id IS NOT NULL;
      CREATE INDEX jobs_of_item ON jobs (item_id) WHERE item_id IS NOT NULL;
      CREATE INDEX jobs_of_batch ON jobs (batch_id);

      CREATE TABLE attempts (
        key TEXT PRIMARY KEY,
        job_id TEXT NOT NULL REFERENCES jobs (id),
        number INTEGER NOT NULL,
        account_id TEXT NOT NULL,
        -- JSON: CanonicalBody.
        body TEXT NOT NULL,
        body_sha256 TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        first_sent_at INTEGER,
        sends INTEGER NOT NULL DEFAULT 0,
        -- 1: some send ended without telling whether it was executed.
        unknown INTEGER NOT NULL DEFAULT 0,
        -- Fingerprint of the last whole answer that left the outcome unknown, and how often it came in a row.
        answer TEXT,
        same_answers INTEGER NOT NULL DEFAULT 0,
        -- The last refusal that proved that nothing was executed, and how often it came in a row.
        refusal TEXT,
        refusals INTEGER NOT NULL DEFAULT 0,
        remote_id TEXT,
        -- How it ended: accepted, not-executed, rejected, failed, given-up; null while open.
        outcome TEXT,
        evidence TEXT,
        UNIQUE (job_id, number)
      ) STRICT;

      -- What was spent, one row an attempt: reserved with the estimate, settled by what the API says.
      CREATE TABLE spending (
        attempt_key TEXT PRIMARY KEY REFERENCES attempts (key),
        account_id TEXT NOT NULL,
        job_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        estimated REAL,
        cost REAL,
        state TEXT NOT NULL CHECK (state IN ('reserved', 'settled', 'released'))
      ) STRICT;
      CREATE INDEX spending_by_time ON spending (account_id, at, state, cost, estimated);
      CREATE INDEX spending_reserved ON spending (account_id, estimated) WHERE state = 'reserved';

      -- How long generations took, for polls and for what is left to wait.
      CREATE TABLE durations (provider_key TEXT NOT NULL, seconds REAL NOT NULL, at INTEGER NOT NULL) STRICT;
      CREATE INDEX durations_of_provider ON durations (provider_key, at);

      -- Small facts of the queue that outlive a start: the pause, what blocks it, providers that are down, what refusals taught.
      CREATE TABLE queue_facts (
        account_id TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (account_id, name)
      ) STRICT;

      CREATE TABLE dialects (scope TEXT PRIMARY KEY, endpoint TEXT NOT NULL, dialect TEXT NOT NULL, learned_at INTEGER NOT NULL) STRICT;

      -- What providers said last, per account.
      CREATE TABLE catalogues (account_id TEXT PRIMARY KEY, providers TEXT NOT NULL, fetched_at INTEGER NOT NULL) STRICT;
      CREATE TABLE favourite_models (key TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;

      -- A transfer that can go on: which version of the file the part holds.
      CREATE TABLE transfers (
        job_id TEXT PRIMARY KEY,
        part_name TEXT NOT NULL,
        validator TEXT,
        total_bytes INTEGER,
        -- Up to here the bytes are on disk for certain; beyond it only while the machine has not restarted.
        synced_bytes INTEGER NOT NULL DEFAULT 0,
        machine_started_at INTEGER NOT NULL
      ) STRICT;
    `)
  },
}
