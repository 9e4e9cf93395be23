import react from '@vitejs/plugin-react'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

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
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      // Longer, and mostly waiting: by `npm run faults` and `npm test`, not by every check.
      { extends: true, test: { name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 3_600_000, maxConcurrency: 8 } },
    ],
  },
})
