import { basename, dirname, resolve } from 'node:path'
import { AppError, toAppError } from '../../src-shared/errors'
import type { JobId } from '../../src-shared/job'
import type { Provider } from '../../src-shared/provider'
import { isFinal } from '../../src-shared/job'
import { InputError, jobsOf, problemLine, readRows, type InputJob, type Rows } from '../input'
import type { QueueOptions } from './arguments'
import { exit, exitAfter, UsageError } from './exit'
import { follow, type Following, type Stopped } from './follow'
import { openGate, type Gate } from './gate'
import { noticeWords } from './notice'
import { openReport, type Report } from './report'
import { openSession, type Session, type Surroundings } from './session'
import type { Signals, StopSignal } from './signals'
import { summaryOf } from './summary'

/** Where a command writes, and how it is stopped. */
export interface Console {
  out(line: string): void
  err(line: string): void
  signals: Signals
}

/** How long a stop may take: a paid request under way is let finish. */
const stopMilliseconds = 5_000

/** `run FILE`: checks the whole file, enqueues it, and stays until its jobs are done. */
export async function runFile(file: string, options: QueueOptions, surroundings: Surroundings, console: Console): Promise<number> {
  const rows = readOrRefuse(file)
  const gate = openGate({ budgetCredits: options.budgetCredits, allowsUnknownPrice: options.allowsUnknownPrice, since: Date.now(), isScoped: true })
  const session = await openSession(options, gate.mayStart, surroundings)
  try {
    tellNotices(session, console)
    const { handlers } = session.studio
    const providers = await modelsOf(session, console)
    const { jobs, problems } = await jobsOf({
      rows,
      offer: { providers, folder: dirname(resolve(file)) },
      keep: async (path) => (await handlers['create.keepFiles']([path]))[0]!,
    })
    if (problems.length > 0) {
      for (const problem of problems) console.err(problemLine(file, problem))
      console.err(`Nothing was enqueued: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`)
      return exit.badInput
    }
    if ((await handlers['queue.snapshot']()).state.paused) {
      throw new AppError('not-possible-now', 'The queue of this profile is paused. End the pause in the app, or with `resume`, which goes on with all that waits; or use another --profile.')
    }
    const stopped = console.signals.caught()
    await session.studio.start()
    // Ends what an earlier lack of credits left behind: starting a run is asking to try again.
    await handlers['queue.resume']()
    const ids = await handlers['queue.enqueue']({ batchName: basename(file), jobs: jobs.map(({ request }) => request), first: true })
    gate.only(new Set(ids))
    const lines = new Map(ids.map((id, index) => [id, (jobs[index] as InputJob).line]))
    return await stay({ session, ids: new Set(ids), lineOf: (id) => lines.get(id) ?? null, gate, options, console, stopped })
  } catch (error) {
    await session.close()
    throw error
  }
}

function readOrRefuse(file: string): Rows {
  try {
    return readRows(file)
  } catch (error) {
    throw error instanceof InputError ? new UsageError(error.message) : error
  }
}

/** `resume`: goes on with all that waits or runs on this account. */
export async function resume(options: QueueOptions, surroundings: Surroundings, console: Console): Promise<number> {
  const gate = openGate({ budgetCredits: options.budgetCredits, allowsUnknownPrice: options.allowsUnknownPrice, since: Date.now(), isScoped: false })
  const session = await openSession(options, gate.mayStart, surroundings)
  try {
    tellNotices(session, console)
    const { handlers, accounts } = session.studio
    const stopped = console.signals.caught()
    await session.studio.start()
    const open = (await handlers['queue.snapshot']()).jobs.filter((job) => !isFinal(job.status))
    const own = open.filter((job) => job.accountId === accounts.current()?.id)
    if (own.length < open.length) console.err(`${open.length - own.length} jobs belong to another account or the sandbox, and stay as they are.`)
    const ids = new Set(own.map((job) => job.id))
    const unpriced = own.filter((job) => job.status === 'held' && job.heldReason === 'price-unknown').map((job) => job.id)
    if (options.allowsUnknownPrice && unpriced.length > 0) await handlers['queue.askAgain'](unpriced)
    const staying = stay({ session, ids, lineOf: () => null, gate, options, console, stopped })
    await handlers['queue.resume']()
    return await staying
  } catch (error) {
    await session.close()
    throw error
  }
}

/** What happened to the profile itself, while it was opened and later on. */
function tellNotices({ studio, on }: Session, console: Console): void {
  for (const notice of studio.notices.list()) console.err(noticeWords(notice))
  on('app.noticed', (notice) => console.err(noticeWords(notice)))
}

/** What the account can generate with, as the API says it now; null where the endpoint has no list. Asking it also proves the key. */
async function modelsOf({ studio }: Session, console: Console): Promise<readonly Provider[] | null> {
  try {
    return (await studio.handlers['models.refresh']()).providers
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code === 'unauthorized') throw new UsageError(`The API refused the key: ${error.message}. Nothing was enqueued.`)
    if (error.code === 'operation-missing') return null
    const known = await studio.handlers['models.list']()
    if (known.source === 'shipped') throw new AppError(error.code, `The models could not be asked for, and without them the file cannot be checked: ${error.message}. Nothing was enqueued.`, { cause: error })
    console.err(`The models could not be asked for (${error.message}); the file was checked against those known from before.`)
    return known.providers
  }
}

interface Staying {
  session: Session
  ids: ReadonlySet<JobId>
  lineOf(id: JobId): number | null
  gate: Gate
  options: QueueOptions
  console: Console
  stopped: Promise<StopSignal>
}

/** Tells what happens until nothing more does, or until it is to stop; then lets go of the profile. */
async function stay({ session, ids, lineOf, gate, options, console, stopped }: Staying): Promise<number> {
  const { studio } = session
  const startedAt = performance.now()
  const library = studio.settings.libraryFolder()
  const pathOf = (itemId: string) => {
    try {
      return studio.itemPath(itemId)
    } catch {
      return null
    }
  }
  const report: Report = openReport({ json: options.json, pathOf, lineOf, total: () => ids.size, out: console.out, err: console.err })
  const following = follow(ids)
  const { over, note, close } = watch(following, () => gate.isBudgetUsedUp() || studio.isStoppedByCaps())
  session.on('queue.changed', (delta) => {
    for (const job of note(delta)) report.job(job)
    report.block(following.block())
  })
  for (const job of note(await studio.handlers['queue.snapshot']())) report.job(job)
  const end = await Promise.race([over.then((why) => ({ why, signal: null })), stopped.then((signal) => ({ why: null, signal }))])
  close()
  if (end.signal !== null) console.err('Stopping: a request under way is let finish.')
  await Promise.race([session.close(), new Promise((resolve) => setTimeout(resolve, stopMilliseconds))])
  const summary = summaryOf({
    jobs: following.jobs(),
    stopped: end.signal === null ? end.why : 'signal',
    signalStatus: end.signal === null ? null : exitAfter[end.signal],
    durationSeconds: (performance.now() - startedAt) / 1_000,
    library,
  })
  report.summary(summary)
  return summary.status
}

/** Watches for the moment after which nothing more happens by itself. */
function watch(following: Following, isBudgetUsedUp: () => boolean) {
  let resolve: (why: Stopped | null) => void
  const over = new Promise<Stopped | null>((taken) => (resolve = taken))
  let last: Stopped | null = null
  const timer = setInterval(() => {
    const end = following.end(isBudgetUsedUp(), Date.now())
    // A stop is believed when it still stands a moment later: a job that just ended may have freed what the next one needs.
    if (end !== null && end.stopped === last) resolve(end.stopped)
    last = end?.stopped ?? null
  }, 500)
  return {
    over,
    note(delta: Parameters<Following['note']>[0]) {
      const changed = following.note(delta)
      if (following.end(false, Date.now())?.stopped === null) resolve(null)
      return changed
    },
    close: () => clearInterval(timer),
  }
}
