import react from '@vitejs/plugin-react'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests that wait for ffmpeg, for servers and for processes that are killed: `npm test` runs them, `npm run check` does not. */
const parts = [
  'test/unit/sandbox/{media,restart}.test.ts',
  'test/unit/main/api/dialects.test.ts',
  'test/unit/main/cli/{run,kill,budget,cutting}.test.ts',
  'test/unit/main/library/{alike,exporting,filing,importing,moving,rebuild}.test.ts',
  'test/unit/main/media/{ending,previews}.test.ts',
  'test/unit/main/queue/{faults,kills,list,mistakes,path}.test.ts',
  'test/unit/main/storage/{backups,damage,full,restore}.test.ts',
  'test/unit/main/trim/{judged,run,smart,trims}.test.ts',
  'test/unit/main/webhooks/path.test.ts',
]

export default defineConfig({
  plugins: [react()],
  test: {
    // Own processes: the database and the keychain are native, and a test may change its environment.
    pool: 'forks',
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // No test may fail because the machine is slow; this only ends one that hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], exclude: parts } },
      { extends: true, test: { name: 'parts', include: parts } },
      // Longer, and mostly waiting: by `npm run faults` and `npm test`, not by every check.
      { extends: true, test: { name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 3_600_000, maxConcurrency: 8 } },
    ],
  },
})
