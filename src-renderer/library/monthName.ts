const formats = new Map<string, Intl.DateTimeFormat>()

/** A month like `2026-11` in words: "November 2026", or short as "Nov". */
export function monthName(language: string, month: string, style: 'long' | 'short' = 'long'): string {
  const [year, number] = month.split('-').map(Number)
  if (!year || !number) return month
  const key = `${language} ${style}`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...(style === 'long' ? { month: 'long', year: 'numeric' } : { month: 'short' }) })
  formats.set(key, format)
  return format.format(Date.UTC(year, number - 1, 15))
}
