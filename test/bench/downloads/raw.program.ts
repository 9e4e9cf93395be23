import { createWriteStream } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openDownloads } from '../../../src-main/downloads'
import { silentLog } from '../../../src-main/log'
import { inParallel, onTask } from './task'

/**
 * As little as can be: each answer is piped into its file. With `BENCH_SYNC` the file is brought to disk once it is whole. The process has loaded
 * what the app's has: under 8 MB of objects V8 collects the pieces of a transfer in another way, which no app of any size ever sees.
 */
onTask(async ({ port, folder, sizesBytes, concurrency }) => {
  openDownloads({ library: { partsFolder: () => folder }, log: silentLog }).close()
  const agent = new Agent({ keepAlive: true })
  const flush = process.env['BENCH_SYNC'] !== undefined
  await inParallel(sizesBytes.length, concurrency, async (index) => {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`http://127.0.0.1:${port}/${index}/${sizesBytes[index]}`, { agent }, resolve).on('error', reject)
    })
    await pipeline(response, createWriteStream(join(folder, `${index}.raw`), { flush }))
  })
  agent.destroy()
})
