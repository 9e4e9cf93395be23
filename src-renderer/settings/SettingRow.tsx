import type { ReactNode } from 'react'

/** Something that is shown and not typed: its name, its value, and what it is for. */
export function SettingRow({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <span className="text-label font-medium text-text-3">{label}</span>
      <div className="flex flex-wrap items-baseline gap-2">{children}</div>
      {hint ? <span className="text-label text-text-3">{hint}</span> : null}
    </div>
  )
}
