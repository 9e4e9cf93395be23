import { composeDesk } from '../../unit/main/queue/compose'
import { requests } from '../../unit/main/queue/requests'
import { killAt, type Point } from './points'

/**
 * The queue in a process of its own, to be killed: `program FOLDER URL KEY JOBS [POINT NTH]`. Keeps a dozen jobs unfinished until there are JOBS in all,
 * works until all of them have ended, and says so by its exit status.
 */
const [folder = '', url = '', key = '', total = '0', point, nth = '1'] = process.argv.slice(2)
const { quitting } = point === undefined ? { quitting() {} } : killAt(point as Point, Number(nth))
const desk = composeDesk({ folder, sandbox: { url, key }, plan: 'pro', random: () => 0 })
if (point === undefined) desk.database.exec('PRAGMA wal_autocheckpoint = 8')
await desk.queue.start()
process.stdout.write('working\n')
const count = () => desk.database.get<{ count: number }>('SELECT count(*) AS count FROM jobs')?.count ?? 0
for (;;) {
  const missing = Number(total) - count()
  const unfinished = desk.queue.unfinished()
  if (missing > 0 && unfinished < 12) await desk.queue.enqueue({ batchName: 'Night', jobs: requests(Math.min(6, missing)), first: missing % 4 === 0 })
  if (missing <= 0 && unfinished === 0) break
  if (point === 'quit' && unfinished >= 6) break
  await new Promise((resolve) => setTimeout(resolve, 20))
}
quitting()
await desk.close()
