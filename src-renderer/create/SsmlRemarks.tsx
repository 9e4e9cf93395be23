import { Check, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isSsml, ssmlRemarks } from './ssml'

const mostShown = 4

/** Whether markup for speech is well formed; it is sent either way, because voices differ in what they understand. */
export function SsmlRemarks({ text, onShow }: { text: string; onShow: (place: { start: number; end: number }) => void }) {
  const { t } = useTranslation()
  const remarks = useMemo(() => (isSsml(text) ? ssmlRemarks(text) : null), [text])
  if (remarks === null) return null
  if (remarks.length === 0) {
    return (
      <p className="flex items-center gap-1.5 px-1 text-label text-text-3">
        <Check size={12} strokeWidth={2} aria-hidden className="text-ok" />
        {t('compose.ssml.fine')}
      </p>
    )
  }
  return (
    <ul aria-label={t('compose.ssml.remarks')} className="flex flex-col">
      {remarks.slice(0, mostShown).map((remark) => (
        <li key={`${remark.code} ${remark.start}`}>
          <button type="button" onClick={() => onShow(remark)} className="flex min-h-6 w-full items-start gap-1.5 rounded-control px-1 py-1 text-left text-label text-warn hover:bg-hover">
            <TriangleAlert size={12} strokeWidth={2} aria-hidden className="mt-0.5 flex-none" />
            <span>{t(`compose.ssml.${remark.code}`, { name: remark.name })}</span>
            <span className="ml-auto flex-none text-text-3 tabular-nums">{t('compose.prompt.at', { place: remark.start + 1 })}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
