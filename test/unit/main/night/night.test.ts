import { afterEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../../../src-main/clock'
import { openNight, type Night } from '../../../../src-main/night'
import type { NightReport } from '../../../../src-shared/night'
import { openLedger } from '../spending/ledger'

/** A clock that stands until it is moved; what waited for the time in between is called. */
function handClock(startsAt: number) {
  let now = startsAt
  let timers: { at: number; callback: () => void }[] = []
  const clock: Clock = {
    now: () => now,
    after(milliseconds, callback) {
      const timer = { at: now + milliseconds, callback }
      timers.push(timer)
      return () => (timers = timers.filter((other) => other !== timer))
    },
  }
  return {
    clock,
    to(moment: number) {
      for (;;) {
        const next = timers.toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined || next.at > moment) break
        timers = timers.filter((other) => other !== next)
        now = next.at
        next.callback()
      }
      now = moment
    },
  }
}

const evening = new Date(2026, 10, 22, 21).getTime()
const minute = 60_000
const hour = 60 * minute

let close: (() => void)[] = []
afterEach(() => {
  for (const one of close) one()
  close = []
})

function bedroom() {
  const since = { since: null as number | null }
  const ledger = openLedger({ night: since })
  const { clock, to } = handClock(evening)
  const ended: NightReport[] = []
  let wakes = 0
  const openOne = (): Night =>
    openNight({
      database: ledger.database,
      accounts: { current: () => ({ id: 'key-1', kind: 'key', endpoint: '', host: '', key: '' }) },
      announce: () => {},
      sums: ledger.spending.sums,
      isBudgetUsedUp: ledger.spending.isStopped,
      capSetAt: ledger.spending.nightCapSetAt,
      wakeQueue: () => void wakes++,
      ended: (report) => void ended.push(report),
      clock,
    })
  let night = openOne()
  night.start()
  close.push(() => {
    night.close()
    ledger.close()
  })
  return {
    ...ledger, to, ended, clock,
    wakes: () => wakes,
    night: () => night,
    restart() {
      night.close()
      night = openOne()
      night.start()
    },
    finish(jobId: string, status: 'completed' | 'failed', code = 'generation-failed') {
      ledger.database.run('UPDATE jobs SET status = ?, finished_at = ?, item_id = ?, error = ? WHERE id = ?', [
        status, clock.now(), status === 'completed' ? `item of ${jobId}` : null, status === 'failed' ? JSON.stringify({ code, message: '' }) : null, jobId,
      ])
    },
    ask: (jobId: string, batchId = 'batch') =>
      night.mayStart({ jobId, batchId, providerKey: 'IMAGE/lake', sandbox: false, estimatedCredits: 1, committedCredits: () => 0 }),
    /** The night that a cap counts for, as the studio joins the two. */
    join: () => void (since.since = night.since(evening)),
  }
}

describe('a night', () => {
  it('waits for its hour over a restart, wakes the queue, and writes what came of it', () => {
    const room = bedroom()
    const jobs = [room.addJob({ estimated: 2 }), room.addJob({ estimated: 2 }), room.addJob({ estimated: 2 })]
    expect(room.ask('job 1')).toBe('yes')
    room.night().setPlan({ schedule: { kind: 'hours', from: '23:00', to: '07:00' }, whenDone: 'nothing' })
    expect(room.ask('job 1')).toBe('no')
    room.restart()
    expect(room.ask('job 1')).toBe('no')
    expect(room.night().state()).toMatchObject({ window: { phase: 'before', opensAt: evening + 2 * hour }, latest: null })
    const wakes = room.wakes()
    room.to(evening + 2 * hour)
    expect(room.wakes()).toBeGreaterThan(wakes)
    expect(room.ask('job 1')).toBe('yes')
    expect(room.night().state().latest).toMatchObject({ startedAt: evening + 2 * hour, endedAt: null, waiting: 3 })
    const keys = jobs.slice(0, 2).map((job) => room.send(job, room.clock.now()))
    room.night().noteRefused()
    room.night().noteAwake()
    room.to(evening + 3 * hour)
    for (const [index, key] of keys.entries()) {
      room.record.settle(key as string, 'settled', index === 0 ? 3 : 0)
      room.finish(jobs[index]?.jobId ?? '', index === 0 ? 'completed' : 'failed')
    }
    expect(room.ended).toEqual([])
    room.to(evening + 10 * hour)
    expect(room.ask('job 3')).toBe('no')
    expect(room.ended).toHaveLength(1)
    expect(room.ended[0]).toMatchObject({
      outcome: 'time', made: 1, items: ['item of job 1'], failures: [{ code: 'generation-failed', jobIds: ['job 2'] }], waiting: 1, refused: 1, awake: true,
      sums: { spent: 3, reserved: 0 },
    })
    room.restart()
    expect(room.night().reports()).toEqual(room.ended)
    // The next evening is another night.
    room.to(evening + 26 * hour)
    expect(room.night().reports()).toHaveLength(2)
  })

  it('ends when its budget is used up, and goes on as the same night when it is raised', () => {
    const room = bedroom()
    const jobs = [room.addJob({ estimated: 4 }), room.addJob({ estimated: 4 })]
    room.spending.setCap({ scope: 'night', key: '', credits: 5 })
    room.join()
    room.to(evening + minute)
    const first = room.send(jobs[0]!, room.clock.now())
    expect(room.send(jobs[1]!, room.clock.now())).toBeNull()
    room.to(evening + 2 * minute)
    room.record.settle(first as string, 'settled', 4)
    room.finish('job 1', 'completed')
    room.to(evening + 4 * minute)
    expect(room.ended).toMatchObject([{ outcome: 'budget', made: 1, waiting: 1, sums: { spent: 4 } }])
    room.spending.setCap({ scope: 'night', key: '', credits: 9 })
    room.to(evening + 6 * minute)
    expect(room.night().state().latest).toMatchObject({ endedAt: null })
    const second = room.send(jobs[1]!, room.clock.now())
    room.record.settle(second as string, 'settled', 4)
    room.finish('job 2', 'completed')
    room.to(evening + 9 * minute)
    expect(room.ended).toHaveLength(2)
    expect(room.ended[1]).toMatchObject({ id: room.ended[0]?.id, outcome: 'done', made: 2, waiting: 0, sums: { spent: 8 } })
  })

  it('keeps a batch for its own hour and lets others pass', () => {
    const room = bedroom()
    room.addJob({ batchId: 'late', estimated: 1 })
    room.night().setBatchSchedule('late', { kind: 'once', startsAt: '2026-11-22T22:00', stopsAt: '2026-11-22T22:30' })
    expect(room.ask('x', 'late')).toBe('skip')
    expect(room.ask('x', 'other')).toBe('yes')
    expect(room.night().closedBatches()).toEqual(['late'])
    room.restart()
    expect(room.night().state().batches).toMatchObject([{ batchId: 'late', phase: 'before', opensAt: evening + hour }])
    room.to(evening + hour)
    expect(room.night().closedBatches()).toEqual([])
    room.to(evening + 1.5 * hour)
    expect(room.ask('x', 'late')).toBe('skip')
    room.night().setBatchSchedule('late', { kind: 'always' })
    expect(room.ask('x', 'late')).toBe('yes')
  })

  it('closes a night whose plan is taken away, and says so', () => {
    const room = bedroom()
    room.addJob({ estimated: 1 })
    room.night().setPlan({ schedule: { kind: 'once', startsAt: null, stopsAt: '2026-11-23T07:00' }, whenDone: 'notify' })
    expect(room.night().state().latest).toMatchObject({ endedAt: null })
    room.night().setPlan({ schedule: { kind: 'always' }, whenDone: 'notify' })
    expect(room.ended).toMatchObject([{ outcome: 'user' }])
    expect(room.ask('job 1')).toBe('yes')
  })
})
