import type { TFunction } from 'i18next'
import type { Schedule } from '../../src-shared/night'
import type { formatter } from '../ui/format'

type Format = ReturnType<typeof formatter>

const hourMilliseconds = 3_600_000

/** A moment: its time alone when it is near, else with its day. Epoch milliseconds. */
export function momentWords(format: Format, at: number, now: number): string {
  return Math.abs(at - now) < 18 * hourMilliseconds ? format.timeOfDay(at) : format.dateTime(at)
}

/** `23:00` as the language writes it. */
function timeWords(format: Format, time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return format.timeOfDay(new Date(2000, 0, 1, hours, minutes).getTime())
}

/** A schedule in few words. */
export function scheduleWords(t: TFunction, format: Format, schedule: Schedule, now: number): string {
  switch (schedule.kind) {
    case 'always':
      return t('night.schedule')
    case 'hours': {
      const times = { from: timeWords(format, schedule.from), to: timeWords(format, schedule.to) }
      return schedule.to <= schedule.from ? t('night.nightly', times) : t('night.daily', times)
    }
    case 'once': {
      const { startsAt, stopsAt } = schedule
      const at = (text: string) => momentWords(format, new Date(text).getTime(), now)
      if (startsAt === null) return stopsAt === null ? t('night.schedule') : t('night.until', { to: at(stopsAt) })
      if (stopsAt === null) return t('night.onceOpen', { from: at(startsAt) })
      const isTonight = startsAt.slice(0, 10) < stopsAt.slice(0, 10) && Math.abs(new Date(startsAt).getTime() - now) < 18 * hourMilliseconds
      return t(isTonight ? 'night.tonight' : 'night.once', { from: at(startsAt), to: at(stopsAt) })
    }
  }
}
