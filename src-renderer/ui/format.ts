import { useTranslation } from 'react-i18next'
import { useMemo } from 'react'

/** Numbers, sizes and times as the language writes them. Unit signs (s, min, h, MB) are the same in every language we speak. */
export function formatter(language: string) {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const short = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const fine = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const lists = new Intl.ListFormat(language, { type: 'conjunction' })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const clockTime = new Intl.DateTimeFormat(language, { timeStyle: 'short' })

  /** A length of time in at most two units; fractions only under ten seconds. */
  const seconds = (value: number): string => {
    if (value < 10) return `${short.format(value)} s`
    if (value < 100) return `${whole.format(value)} s`
    const minutes = Math.round(value / 60)
    if (minutes < 60) return `${whole.format(minutes)} min`
    const rest = minutes % 60
    return rest === 0 ? `${whole.format(minutes / 60)} h` : `${whole.format(Math.floor(minutes / 60))} h ${rest} min`
  }

  return {
    number: (value: number) => fine.format(value),
    whole: (value: number) => whole.format(value),
    percent: (fraction: number) => percent.format(fraction),
    /** Credits without the word. */
    amount: (credits: number) => fine.format(credits),
    seconds,
    /** "14–18 min", or one value where both are written alike. */
    secondsRange: (low: number, high: number): string => {
      const [from, to] = [seconds(low), seconds(high)]
      if (from === to) return from
      const unit = to.slice(to.indexOf(' '))
      return from.endsWith(unit) && !from.slice(0, -unit.length).includes(' ') ? `${from.slice(0, -unit.length)}–${to}` : `${from} – ${to}`
    },
    /** "0:05", "12:07", "1:02:03": the length of a clip. */
    clock: (value: number): string => {
      const total = Math.max(0, Math.round(value))
      const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60]
      const shown = parts[0] === 0 ? parts.slice(1) : parts
      return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
    },
    bytes: (value: number): string => {
      const units = ['B', 'kB', 'MB', 'GB', 'TB']
      let size = value
      let unit = 0
      while (size >= 999.5 && unit < units.length - 1) {
        size /= 1000
        unit += 1
      }
      return `${size < 10 && unit > 0 ? short.format(size) : whole.format(size)} ${units[unit]}`
    },
    list: (parts: readonly string[]) => lists.format(parts),
    /** Times are epoch milliseconds. */
    date: (time: number) => day.format(time),
    dateTime: (time: number) => moment.format(time),
    timeOfDay: (time: number) => clockTime.format(time),
    /** "3 minutes ago", "yesterday". */
    ago: (time: number, now = Date.now()): string => {
      const past = (now - time) / 1000
      if (past < 60) return relative.format(-Math.round(past), 'second')
      if (past < 3600) return relative.format(-Math.round(past / 60), 'minute')
      if (past < 86_400) return relative.format(-Math.round(past / 3600), 'hour')
      return past < 30 * 86_400 ? relative.format(-Math.round(past / 86_400), 'day') : day.format(time)
    },
  }
}

const known = new Map<string, ReturnType<typeof formatter>>()

/** Made once for each language: a list of rows would otherwise build hundreds of `Intl` formats as it scrolls. */
function formatterOf(language: string): ReturnType<typeof formatter> {
  const found = known.get(language) ?? formatter(language)
  known.set(language, found)
  return found
}

/** The formats of the language that is shown, and credits with their word. */
export function useFormat() {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  return useMemo(() => {
    const format = formatterOf(language)
    return { ...format, credits: (count: number) => t('app.credits', { count, amount: format.amount(count) }) }
  }, [language, t])
}
