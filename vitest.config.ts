import react from '@vitejs/plugin-react'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}'],
    // Own processes: the database and the keychain are native, and a test may change its environment.
    pool: 'forks',
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // No test may fail because the machine is slow; this only ends one that hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
