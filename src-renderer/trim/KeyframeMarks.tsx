import { useTranslation } from 'react-i18next'
import type { TrimSource } from '../../src-shared/trim'

/** More marks than this would be a solid line. */
const mostMarks = 160

/** Where a copy can begin without showing more. */
export function KeyframeMarks({ source, durationSeconds }: { source: TrimSource; durationSeconds: number }) {
  const { t } = useTranslation()
  const every = Math.max(1, Math.ceil(source.keyframes.length / mostMarks))
  return (
    <div role="img" aria-label={`${source.keyframes.length} ${t('trim.timeline.keyframes')}`} className="relative h-4">
      {source.keyframes.map((frame, index) =>
        index % every === 0 ? (
          <span
            key={frame}
            style={{ left: `${((source.frameSeconds[frame] ?? 0) / durationSeconds) * 100}%` }}
            className="absolute top-1 size-1.75 -translate-x-1/2 rotate-45 bg-text-3"
          />
        ) : null,
      )}
    </div>
  )
}
