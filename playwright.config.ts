import { defineConfig } from '@playwright/test'

const picturesOnly = process.env['PICTURES'] !== undefined

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: picturesOnly ? 'pictures.e2e.ts' : '*.e2e.ts',
  // The pictures of the README are written into the tree: on request only.
  testIgnore: picturesOnly ? [] : ['pictures.e2e.ts'],
  outputDir: 'test-results/e2e',
  // One window at a time: two would share the cores that ffmpeg and Chromium need.
  workers: 1,
  // A window that the display never shows is tried once more, and reported as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  // These only end what hangs; no test may fail because the machine is slow.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
})
