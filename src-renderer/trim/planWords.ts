import type { TFunction } from 'i18next'
import type { TrimPlan, TrimSource } from '../../src-shared/trim'
import type { formatter } from '../ui'

type Format = ReturnType<typeof formatter>

/** Below this a start counts as exact: less than any frame lasts. */
const exactBelowSeconds = 0.002

/** What a cut will be, honestly and before it is made. */
export function planWords(t: TFunction, format: Format, plan: TrimPlan, source: Pick<TrimSource, 'hasVideo'>): string {
  if (plan.refusal !== null) return t(`trim.export.refusal.${plan.refusal}`, { detail: plan.detail ?? '' })
  const why = plan.fallback === null ? '' : `${t(`trim.export.fallback.${plan.fallback}`, { detail: plan.detail ?? '' })} `
  if (plan.madeAs === 'exact') return why + t(source.hasVideo ? 'trim.export.exactVideo' : 'trim.export.exactSound')
  const [part] = plan.parts
  if (plan.madeAs === 'smart') return t('trim.export.smartEnds', { count: plan.parts.reduce((sum, each) => sum + each.encodedFrames, 0) })
  if (part === undefined) return ''
  const gapSeconds = Math.max(0, part.inSeconds - part.startsAtSeconds)
  if (gapSeconds < exactBelowSeconds) return t('trim.export.copyExact')
  // Rounded up: "0 s earlier" would deny what is there.
  const gap = format.number(Math.max(0.01, Math.round(gapSeconds * 100) / 100))
  if (!source.hasVideo) return t('trim.export.copySound', { gap })
  if (!part.hidden) return t('trim.export.copyShown', { gap })
  const said = t('trim.export.copyHidden', { gap })
  return part.hiddenSeconds > 0
    ? `${said} ${t('trim.export.privacy', { seconds: format.number(Math.max(0.01, Math.round(part.hiddenSeconds * 100) / 100)) })}`
    : said
}

/** What is expected of time and size; null while nothing is known. */
export function planFacts(t: TFunction, format: Format, plan: TrimPlan): string | null {
  if (plan.refusal !== null) return null
  const time = plan.expectedSeconds === null ? null : format.seconds(Math.max(0.1, plan.expectedSeconds))
  const bytes = plan.expectedBytes === null ? null : format.bytes(plan.expectedBytes)
  // A copy is as large as what it copies; what is encoded can only be guessed.
  const size = bytes !== null && plan.madeAs === 'exact' ? t('trim.export.about', { size: bytes }) : bytes
  if (time !== null && size !== null) return t('trim.export.facts', { time, size })
  return time ?? size
}
