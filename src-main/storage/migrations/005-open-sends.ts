import type { Migration } from './migration'

/**
 * That a send is open is written before its first byte and taken back with its committed outcome, so that nothing can forget it: neither a
 * crash nor a full disk. What an older version left in the middle of a send counts as open.
 */
export const openSends: Migration = {
  name: 'open-sends',
  up(database) {
    database.exec(`
      ALTER TABLE attempts ADD COLUMN is_open INTEGER NOT NULL DEFAULT 0;
      UPDATE attempts SET is_open = 1
      WHERE outcome IS NULL AND sends > 0 AND key IN (SELECT attempt_key FROM jobs WHERE status = 'running' AND phase = 'submitting');
    `)
  },
}
