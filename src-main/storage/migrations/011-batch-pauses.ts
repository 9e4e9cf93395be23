import type { Migration } from './migration'

/**
 * A batch can be paused, with the reason, and has its own tolerance of prices. The index of what waits names the batch, so that looking past the
 * jobs of a paused one reads no rows.
 */
export const batchPauses: Migration = {
  name: 'batch-pauses',
  up(database) {
    database.exec(`
      -- JSON: BatchPause; null: it goes on.
      ALTER TABLE batches ADD COLUMN pause TEXT;
      -- JSON: CostTolerance; null: as the settings say.
      ALTER TABLE batches ADD COLUMN cost_tolerance TEXT;
      CREATE INDEX batches_closed ON batches (id) WHERE ready = 0 OR pause IS NOT NULL;
      DROP INDEX jobs_waiting;
      CREATE INDEX jobs_waiting ON jobs (account_id, provider_key, position, batch_id) WHERE status = 'queued';
    `)
  },
}
