import { composeDesk } from './compose'
import { requests } from './requests'

/**
 * The queue in a process of its own, to be killed: `headless FOLDER URL KEY JOBS`. Enqueues so many jobs when there are none yet, works until all
 * have ended, and says so by its exit status.
 */
const [folder = '', url = '', key = '', count = '0'] = process.argv.slice(2)
const desk = composeDesk({ folder, sandbox: { url, key }, plan: 'pro', random: () => 0 })
await desk.queue.start()
const known = await desk.jobs()
const ids = known.length > 0 ? known.map((job) => job.id) : await desk.queue.enqueue({ batchName: 'Night', jobs: requests(Number(count)), first: false })
process.stdout.write('working\n')
await desk.untilEnded(ids)
await desk.close()
