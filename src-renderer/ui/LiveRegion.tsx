import { useAnnouncement } from './announce'

/** The one polite region of the app; `announce` speaks through it. */
export function LiveRegion() {
  const { text, count } = useAnnouncement()
  return (
    <div aria-live="polite" role="status" className="sr-only">
      {/* A no-break space at the end of every second one makes equal sentences differ. */}
      {text === '' ? '' : text + (count % 2 === 0 ? '' : '\u00a0')}
    </div>
  )
}
