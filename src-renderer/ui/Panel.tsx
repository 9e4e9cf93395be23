import type { ReactNode } from 'react'
import { classes } from './classes'

interface PanelProps {
  /** Read aloud as the landmark's name. */
  label: string
  side: 'left' | 'right'
  /** Width in pixels. */
  width: number
  children: ReactNode
  className?: string
}

/** A column beside the centre. */
export function Panel({ label, side, width, children, className }: PanelProps) {
  return (
    <aside
      aria-label={label}
      style={{ width }}
      className={classes(
        'relative flex min-h-0 flex-none flex-col bg-panel',
        side === 'left' ? 'border-r border-hairline' : 'border-l border-hairline',
        className,
      )}
    >
      {children}
    </aside>
  )
}

/** A part of a panel under a small heading. */
export function PanelSection({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="flex items-center text-label font-medium text-text-3">
        <span className="grow">{title}</span>
        {aside}
      </h3>
      {children}
    </section>
  )
}
