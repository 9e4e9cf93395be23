import { classes } from './classes'

export interface StackedPart {
  tone: 'ok' | 'run' | 'info' | 'warn' | 'err'
  amount: number
}

const fills = { run: 'bg-run', ok: 'bg-ok', info: 'bg-info', warn: 'bg-warn', err: 'bg-err' }

/** Shares of a whole; `label` says them in words. What is left of the whole stays empty. */
export function StackedBar({ parts, total, label, className }: { parts: readonly StackedPart[]; total: number; label: string; className?: string }) {
  return (
    <div role="img" aria-label={label} className={classes('flex h-1 w-full overflow-hidden rounded-full bg-selected', className)}>
      {parts.map((part) =>
        part.amount > 0 && total > 0 ? (
          <div key={part.tone} className={fills[part.tone]} style={{ width: `${(part.amount / total) * 100}%` }} />
        ) : null,
      )}
    </div>
  )
}
