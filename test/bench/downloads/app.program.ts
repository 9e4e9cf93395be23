import { openSync, writeSync } from 'node:fs'
import { openDownloads } from '../../../src-main/downloads'
import { silentLog } from '../../../src-main/log'
import { sha256Of } from './files'
import { inParallel, onTask } from './task'

/**
 * The app's own downloads: judged by their address and their bytes, hashed, synced, with what has to be known to go on. With `BENCH_RECEIVED` it
 * also notes in that file, as it comes, how far each transfer has been taken from its connection.
 */
onTask(async ({ port, folder, sizesBytes, concurrency }) => {
  const downloads = openDownloads({ library: { partsFolder: () => folder }, log: silentLog })
  const origin = `http://127.0.0.1:${port}`
  const { signal } = new AbortController()
  const hashes: string[] = []
  const noted = process.env['BENCH_RECEIVED'] === undefined ? null : openSync(process.env['BENCH_RECEIVED'], 'w')
  await inParallel(sizesBytes.length, concurrency, async (index) => {
    const url = `${origin}/${index}/${sizesBytes[index]}`
    const onProgress = (bytes: number) => {
      if (noted !== null) writeSync(noted, new Float64Array([bytes]), 0, 8, index * 8)
    }
    const fetched = await downloads.fetch({ jobId: `job-${index}`, url, endpoint: `${origin}/graphql`, signal, onProgress })
    hashes[index] = fetched.sha256
  })
  downloads.close()
  if (process.env['BENCH_VERIFY'] !== undefined && !sizesBytes.every((size, index) => hashes[index] === sha256Of(size))) {
    throw new Error('What was fetched is not what was served')
  }
})
