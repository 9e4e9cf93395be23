import type { NightPlan, Schedule } from '../../src-shared/night'

/** What is typed about the hours, before it is set. Times as `HH:MM`, empty: none. */
export interface PlanDraft {
  kind: Schedule['kind']
  from: string
  to: string
  whenDone: NightPlan['whenDone']
}

/** What a plan looks like in the fields; a new one begins with a night. */
export function draftOf({ schedule, whenDone }: NightPlan): PlanDraft {
  switch (schedule.kind) {
    case 'always':
      return { kind: 'always', from: '23:00', to: '07:00', whenDone }
    case 'once':
      return { kind: 'once', from: schedule.startsAt?.slice(11) ?? '', to: schedule.stopsAt?.slice(11) ?? '', whenDone }
    case 'hours':
      return { kind: 'hours', from: schedule.from, to: schedule.to, whenDone }
  }
}

/** The plan that the fields say at a moment; null while they say none. Once means the next time that the clock shows it. */
export function planOf({ kind, from, to, whenDone }: PlanDraft, now: Date): NightPlan | null {
  switch (kind) {
    case 'always':
      return { schedule: { kind }, whenDone }
    case 'hours':
      return from === '' || to === '' || from === to ? null : { schedule: { kind, from, to }, whenDone }
    case 'once': {
      if (from !== '' && from === to) return null
      const start = from === '' ? null : nextAt(from, now)
      const stop = to === '' ? null : nextAt(to, start ?? now)
      return { schedule: { kind, startsAt: start === null ? null : localTime(start), stopsAt: stop === null ? null : localTime(stop) }, whenDone }
    }
  }
}

/** The first moment after another at which the clock shows this time. */
function nextAt(time: string, after: Date): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const today = new Date(after.getFullYear(), after.getMonth(), after.getDate(), hours, minutes)
  return today > after ? today : new Date(after.getFullYear(), after.getMonth(), after.getDate() + 1, hours, minutes)
}

/** `2026-11-22T23:00` by the local clock. */
function localTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}
