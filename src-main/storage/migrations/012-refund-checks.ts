import type { Migration } from './migration'

/** Charged generations that failed or were canceled: looked at a few times more, because what they cost may be given back later. */
export const refundChecks: Migration = {
  name: 'refund-checks',
  up(database) {
    database.exec(`
      CREATE TABLE refund_checks (
        attempt_key TEXT PRIMARY KEY REFERENCES attempts (key),
        account_id TEXT NOT NULL,
        job_id TEXT NOT NULL,
        remote_id TEXT NOT NULL,
        ended_at INTEGER NOT NULL,
        looks INTEGER NOT NULL DEFAULT 0,
        next_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX refund_checks_due ON refund_checks (account_id, next_at);
    `)
  },
}
