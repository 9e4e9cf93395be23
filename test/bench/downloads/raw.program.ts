import { createWriteStream } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { inParallel, onTask } from './task'

/** As little as can be: each answer is piped into its file. With `BENCH_SYNC` the file is brought to disk once it is whole. */
onTask(async ({ port, folder, sizesBytes, concurrency }) => {
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
