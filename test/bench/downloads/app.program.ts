import { openDownloads } from '../../../src-main/downloads'
import { silentLog } from '../../../src-main/log'
import { sha256Of } from './files'
import { inParallel, onTask } from './task'

/** The app's own downloads on a real database: judged by their bytes, hashed, resumed where a part of an earlier run lies. */
onTask(async ({ port, folder, sizesBytes, concurrency }) => {
  const downloads = openDownloads({ library: { partsFolder: () => folder }, log: silentLog })
  const origin = `http://127.0.0.1:${port}`
  const { signal } = new AbortController()
  const hashes: string[] = []
  await inParallel(sizesBytes.length, concurrency, async (index) => {
    const url = `${origin}/${index}/${sizesBytes[index]}`
    const fetched = await downloads.fetch({ jobId: `job-${index}`, url, endpoint: `${origin}/graphql`, signal, onProgress: () => {} })
    hashes[index] = fetched.sha256
  })
  downloads.close()
  if (process.env['BENCH_VERIFY'] !== undefined && !sizesBytes.every((size, index) => hashes[index] === sha256Of(size))) {
    throw new Error('What was fetched is not what was served')
  }
})
