import type { ReactNode } from 'react'

export type StatusTone = 'run' | 'ok' | 'info' | 'warn' | 'err' | 'off'
const fills: Record<StatusTone, string> = {
  run: 'bg-run', ok: 'bg-ok', info: 'bg-info', warn: 'bg-warn', err: 'bg-err', off: 'bg-border',
}

/** A state: always with its word, never by colour alone. */
export function StatusDot({ tone, children }: { tone: StatusTone; children?: ReactNode }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 text-small whitespace-nowrap">
      <span aria-hidden className={`size-1.75 flex-none rounded-full ${fills[tone]}`} />
      {children ? <span className="truncate">{children}</span> : null}
    </span>
  )
}
