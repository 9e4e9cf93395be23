import { LoaderCircle } from 'lucide-react'

/** Something is being worked on; `label` is read aloud. */
export function Spinner({ size = 16, label }: { size?: number; label?: string }) {
  return (
    <span role={label ? 'status' : undefined} className="inline-flex flex-none">
      <LoaderCircle size={size} strokeWidth={1.75} className="animate-spin" aria-hidden />
      {label ? <span className="sr-only">{label}</span> : null}
    </span>
  )
}
