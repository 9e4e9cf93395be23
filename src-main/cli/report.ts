import { assertNever } from '../../src-shared/errors'
import type { HeldReason, Job, JobId, QueueBlock } from '../../src-shared/job'
import type { Summary } from './summary'

/** Tells what happens, as it happens: for a person, or for a program. */
export interface Report {
  job(job: Job): void
  /** Something to know that is no job's change: on stderr, so that a program's lines stay clean. */
  notice(text: string): void
  block(block: QueueBlock | null): void
  summary(summary: Summary): void
}

interface Options {
  json: boolean
  /** Where an item lies; null when it is not there any more. */
  pathOf(itemId: string): string | null
  /** The line of the input a job stands on; null when it comes from elsewhere. */
  lineOf(id: JobId): number | null
  /** How many jobs there are, for counting up to it. */
  total(): number
  out(line: string): void
  err(line: string): void
}

/** The record of one change, as it is printed with `--json`. */
export function jobRecord(job: Job, pathOf: Options['pathOf']) {
  const provider = job.usedProvider ?? job.request.provider
  const error = errorOf(job)
  const path = job.status === 'completed' && job.itemId !== null ? pathOf(job.itemId) : null
  return {
    job: job.id,
    status: job.status,
    ...(job.status === 'running' && job.phase !== null && { phase: job.phase }),
    ...(job.remoteId !== null && { remoteId: job.remoteId }),
    ...(provider !== null && { provider }),
    ...(job.creditCost !== null && { creditCost: job.creditCost }),
    ...(path !== null && { path }),
    ...(error !== null && { error }),
  }
}

/** Why it failed, or why it is held: a wait that ends by itself is no error. */
function errorOf(job: Job): { code: string; message: string } | null {
  if (job.status === 'held' && job.heldReason !== null) {
    return { code: job.heldReason, message: job.error === null ? heldWords(job.heldReason) : `${heldWords(job.heldReason)} (${job.error.message})` }
  }
  return job.status === 'failed' && job.error !== null ? job.error : null
}

export function openReport({ json, pathOf, lineOf, total, out, err }: Options): Report {
  const told = new Map<JobId, string>()
  const ended = new Set<JobId>()
  let blockTold = ''
  const isNew = (id: JobId, line: string) => {
    if (told.get(id) === line) return false
    told.set(id, line)
    return true
  }
  const place = (id: JobId) => {
    const line = lineOf(id)
    return line === null ? '' : ` (line ${line})`
  }
  const person = (job: Job) => {
    // Where it stands in its work is a program's matter; a person reads what began and what ended.
    if (job.status === 'queued' || !isNew(job.id, job.status)) return
    const name = `${job.usedProvider ?? job.request.provider ?? 'automatic'}  ${shortened(job.request.prompt)}`
    if (job.status === 'running') return out(`${clock()}  started    ${name}${place(job.id)}`)
    ended.add(job.id)
    const cost = job.creditCost === null ? '' : `  ${job.creditCost} cr`
    const what = job.status === 'completed' && job.itemId !== null ? (pathOf(job.itemId) ?? '') : (errorOf(job)?.message ?? '')
    out(`${clock()}  ${job.status.padEnd(9)}  ${name}${place(job.id)}${cost}  ${ended.size}/${total()}${what === '' ? '' : `\n            ${what}`}`)
  }
  return {
    job(job) {
      if (!json) return person(job)
      const line = JSON.stringify(jobRecord(job, pathOf))
      if (isNew(job.id, line)) out(line)
    },
    notice: (text) => err(text),
    block(block) {
      const text = block === null ? '' : blockWords(block)
      if (text === blockTold) return
      blockTold = text
      err(`${clock()}  ${text === '' ? 'Going on.' : text}`)
    },
    summary(summary) {
      if (json) out(JSON.stringify({ summary }))
      else for (const line of summaryLines(summary)) out(line)
    },
  }
}

function summaryLines(summary: Summary): string[] {
  const { completed, failed, canceled, held, waiting, creditCost, withoutCost, durationSeconds, library } = summary
  const row = (name: string, count: number, remark = '') => (count === 0 && name !== 'Completed' ? [] : [`${name.padEnd(10)}${String(count).padStart(6)}${remark === '' ? '' : `   ${remark}`}`])
  const priceless = withoutCost === 0 ? '' : `, and ${withoutCost} of unknown price`
  return [
    '',
    ...row('Completed', completed, completed > 0 ? library : ''),
    ...row('Failed', failed),
    ...row('Canceled', canceled),
    ...row('Held', held, 'decide about them in the app'),
    ...row('Waiting', waiting, waitingRemark(summary)),
    `${'Credits'.padEnd(10)}${String(creditCost).padStart(6)}${priceless}`,
    `${'Time'.padEnd(10)}${durationWords(durationSeconds).padStart(6)}`,
  ]
}

function waitingRemark({ stopped }: Summary): string {
  switch (stopped) {
    case 'credits':
      return 'the credits are used up; top up, then resume'
    case 'budget':
      return 'the budget is used up; resume with another one'
    case 'key':
      return 'the API refuses the key; resume with one it takes'
    case 'paused':
      return 'paused; look at its price in the app, and resume it there'
    case 'signal':
      return 'stopped; resume goes on with them'
    case null:
      return ''
    default:
      return assertNever(stopped)
  }
}

function heldWords(reason: HeldReason): string {
  switch (reason) {
    case 'outcome-unknown':
      return 'Whether it was executed is not known'
    case 'key-expired':
      return 'It may have been charged, and is too old to ask again'
    case 'body-mismatch':
      return 'The server knows its key with another request'
    case 'price-unknown':
      return 'Its price is not known, and a budget is set'
    case 'over-tolerance':
      return 'It costs more than was estimated'
    case 'forgotten-by-server':
      return 'The server does not know it any more'
    case 'unknown-status':
      return 'The server reports a status that is not known'
    case 'duplicate-remote-id':
      return 'The server gave the id of another job'
    case 'damaged-record':
      return 'Its record is damaged'
    default:
      return assertNever(reason)
  }
}

function blockWords({ reason, until, error }: QueueBlock): string {
  const words: Record<QueueBlock['reason'], string> = {
    'insufficient-credits': 'The credits are used up: nothing more is sent, what runs is finished.',
    unauthorized: 'The API refuses the key.',
    offline: 'The API cannot be reached.',
    'connection-not-trusted': 'The connection to the API is not trusted.',
    'proxy-sign-in': 'The proxy asks for a sign-in.',
    'not-an-api-answer': 'What answers is not the API (a captive portal?).',
    'redirect-refused': 'The API tried to send the key elsewhere, which was refused.',
    'server-error': 'The API has an error of its own.',
    'rate-limited': 'Waiting for the rate limit.',
    'results-waiting': 'Finished results are fetched first, then new jobs are sent.',
    'daily-limit': "The plan's generations of a day are used up.",
    'disk-full': 'The disk is full.',
    'library-unavailable': 'The library folder cannot be written to.',
    'storage-failed': 'The queue cannot be written to disk; nothing is sent meanwhile.',
    'no-key': 'There is no key.',
  }
  const detail = error === null || reason === 'insufficient-credits' || reason === 'unauthorized' ? '' : ` ${error.message}.`
  return `${words[reason]}${detail}${until === null ? '' : ' Tried again by itself.'}`
}

function clock(): string {
  return new Date().toTimeString().slice(0, 8)
}

function durationWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

function shortened(prompt: string): string {
  const line = prompt.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
  return `“${line.length > 48 ? `${line.slice(0, 47)}…` : line}”`
}
