import { nightPlanSchema, scheduleSchema, type NightOutcome, type NightPlan, type NightReport, type Schedule } from '../../src-shared/night'
import type { Purse } from '../../src-shared/spending'
import type { Database } from '../storage'

/** What a night came to besides its money, as it is kept. */
export type NightResult = Pick<NightReport, 'made' | 'items' | 'failures' | 'held' | 'canceled' | 'waiting'>

export interface NightRow {
  id: number
  purse: Purse
  accountId: string
  openedAt: number
  startedAt: number
  endedAt: number | null
  outcome: NightOutcome | null
  refused: number
  awake: boolean
  /** Null until it ends for the first time. */
  result: NightResult | null
}

type Stored = Omit<NightRow, 'awake' | 'result'> & { awake: number; result: string | null }

const columns = `id, purse, account_id AS accountId, opened_at AS openedAt, started_at AS startedAt, ended_at AS endedAt, outcome, refused, awake, result`

const noPlan: NightPlan = { schedule: { kind: 'always' }, whenDone: 'notify' }

/** Plans, schedules and nights on disk. */
export function openNightStore(database: Database) {
  const toNight = ({ awake, result, ...row }: Stored): NightRow => ({
    ...row, awake: awake === 1, result: result === null ? null : (JSON.parse(result) as NightResult),
  })
  const one = (row: Stored | undefined) => (row === undefined ? null : toNight(row))
  return {
    plan(): { plan: NightPlan; setAt: number } {
      const row = database.get<{ plan: string; setAt: number }>('SELECT plan, set_at AS setAt FROM night_plan WHERE id = 1')
      const parsed = row === undefined ? null : nightPlanSchema.safeParse(JSON.parse(row.plan))
      return { plan: parsed?.success ? parsed.data : noPlan, setAt: row?.setAt ?? 0 }
    },
    setPlan(plan: NightPlan, at: number): void {
      database.run('INSERT INTO night_plan (id, plan, set_at) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET plan = excluded.plan, set_at = excluded.set_at', [
        JSON.stringify(plan), at,
      ])
    },
    /** Those of batches that still have something to send. */
    batchSchedules: () =>
      database
        .all<{ batchId: string; schedule: string; setAt: number }>(
          `SELECT batch_id AS batchId, schedule, set_at AS setAt FROM batch_schedules
           WHERE EXISTS (SELECT 1 FROM jobs WHERE jobs.batch_id = batch_schedules.batch_id AND jobs.cleared = 0)`,
        )
        .flatMap(({ batchId, schedule, setAt }) => {
          const parsed = scheduleSchema.safeParse(JSON.parse(schedule))
          return parsed.success ? [{ batchId, schedule: parsed.data, setAt }] : []
        }),
    setBatchSchedule(batchId: string, schedule: Schedule, at: number): void {
      if (schedule.kind === 'always') database.run('DELETE FROM batch_schedules WHERE batch_id = ?', [batchId])
      else {
        database.run(
          'INSERT INTO batch_schedules (batch_id, schedule, set_at) VALUES (?, ?, ?) ON CONFLICT (batch_id) DO UPDATE SET schedule = excluded.schedule, set_at = excluded.set_at',
          [batchId, JSON.stringify(schedule), at],
        )
      }
    },
    /** The night of a window; the window's opening is its name. */
    night: (accountId: string, openedAt: number) =>
      one(database.get<Stored>(`SELECT ${columns} FROM nights WHERE account_id = ? AND opened_at = ?`, [accountId, openedAt])),
    /** One that has not ended. */
    open: (accountId: string) =>
      one(database.get<Stored>(`SELECT ${columns} FROM nights WHERE account_id = ? AND ended_at IS NULL ORDER BY id DESC LIMIT 1`, [accountId])),
    latest: (purse: Purse) => one(database.get<Stored>(`SELECT ${columns} FROM nights WHERE purse = ? ORDER BY started_at DESC, id DESC LIMIT 1`, [purse])),
    nights: (purse: Purse, limit: number) =>
      database.all<Stored>(`SELECT ${columns} FROM nights WHERE purse = ? ORDER BY started_at DESC, id DESC LIMIT ?`, [purse, limit]).map(toNight),
    begin(night: Pick<NightRow, 'purse' | 'accountId' | 'openedAt' | 'startedAt'>): void {
      database.run('INSERT INTO nights (purse, account_id, opened_at, started_at) VALUES (?, ?, ?, ?)', [
        night.purse, night.accountId, night.openedAt, night.startedAt,
      ])
    },
    goOn: (id: number) => void database.run('UPDATE nights SET ended_at = NULL, outcome = NULL WHERE id = ?', [id]),
    end(id: number, at: number, outcome: NightOutcome, result: NightResult): void {
      database.run('UPDATE nights SET ended_at = ?, outcome = ?, result = ? WHERE id = ?', [at, outcome, JSON.stringify(result), id])
    },
    refused: (id: number) => void database.run('UPDATE nights SET refused = refused + 1 WHERE id = ?', [id]),
    keptAwake: (id: number) => void database.run('UPDATE nights SET awake = 1 WHERE id = ?', [id]),
  }
}
