import type { Account } from '../settings'
import { finalStatus, holdsPlace, type JobRecord } from './record'
import type { Inner } from './parts'
import { noteCost } from './pausing'
import { noteCharged } from './refunding'
import type { Context, Signal } from './transitions'
import type { Step } from './transitions'

export type Transition = (job: JobRecord, context: Context) => Step

export function contextOf({ clock, random, keyLifetimeMilliseconds }: Inner): Context {
  return { now: clock.now(), ...(clock.wall && { wallNow: clock.wall() }), random: random(), keyLifetimeMilliseconds }
}

/** Writes one step of one job; the caller holds the transaction. Returns what has to be told once it is committed. */
export function write(inner: Inner, before: JobRecord, step: Step): void {
  const { store, spending, day, durations, clock, openedAt } = inner
  store.save(before, step)
  noteCost(inner, before, step.job)
  noteCharged(inner, before, step)
  const key = before.attemptKey ?? step.job.attemptKey
  if (step.spending && key !== null) {
    spending.settle(key, step.spending.state, step.spending.cost)
    if (step.spending.state === 'released') day.release(before.accountId, key)
  }
  if (step.workedSeconds !== undefined && (before.acceptedAt ?? openedAt) >= openedAt) durations.note(before.providerKey, step.workedSeconds, clock.now())
}

/**
 * Reads a job, lets `transition` say what comes next, and writes it in one transaction; then tells. Returns the job as it is now, or null when
 * there is no such job.
 */
export function apply(inner: Inner, jobId: string, transition: Transition): JobRecord | null {
  return applyAll(inner, [jobId], transition)[0] ?? null
}

/** The same for several jobs, in one transaction. */
export function applyAll(inner: Inner, jobIds: readonly string[], transition: Transition): JobRecord[] {
  const { store } = inner
  const steps: { before: JobRecord; step: Step }[] = []
  store.transaction(() => {
    for (const id of jobIds) {
      const before = store.job(id)
      if (before === null) continue
      const step = transition(before, contextOf(inner))
      write(inner, before, step)
      steps.push({ before, step })
    }
  })
  for (const { before, step } of steps) told(inner, before, step)
  return steps.map(({ step }) => step.job)
}

/** What follows from a step once it is on disk: listeners, the queue's conditions, the journal. */
export function told(inner: Inner, before: JobRecord, step: Step): void {
  const { deltas, journal, log, clock, live } = inner
  if (step.job !== before || step.spending) deltas.jobsChanged([before.id])
  const account = inner.accounts.current()
  for (const signal of step.signals ?? []) if (account !== null && account.id === before.accountId) signaled(inner, account, before, signal)
  const final = finalStatus(step.job)
  // Not while an action for it is under way: that it is must stay known, or a retry would start a second one beside it.
  if (final !== null && live.get(before.id)?.action == null) live.delete(before.id)
  const outcome = step.attempt?.outcome === 'accepted' ? null : step.attempt?.outcome
  const end = final ?? outcome
  if (end != null && before.attemptKey !== null) {
    journal
      .append({ kind: 'closed', key: before.attemptKey, end, isFree: step.spending?.state === 'released', at: clock.now() })
      .catch((error: unknown) => log.warn('The journal did not take the end of an attempt', { error }))
  }
}

function signaled(inner: Inner, account: Account, job: JobRecord, signal: Signal): void {
  const now = inner.clock.now()
  const others = inner.store.running(account.id).filter((other) => other.id !== job.id && holdsPlace(other, now)).length
  inner.conditions.signal(account, signal, others)
  inner.deltas.stateChanged()
}
