import { classes } from './classes'

interface ProgressBarProps {
  /** 0 to 1; null: working, without a number. */
  fraction: number | null
  label: string
  tone?: 'run' | 'ok' | 'info' | 'warn' | 'err'
  /** Height in pixels. */
  height?: 2 | 4
  className?: string
}

const fills = { run: 'bg-run', ok: 'bg-ok', info: 'bg-info', warn: 'bg-warn', err: 'bg-err' }

/** How far something is. */
export function ProgressBar({ fraction, label, tone = 'run', height = 4, className }: ProgressBarProps) {
  const percent = fraction === null ? undefined : Math.round(Math.min(1, Math.max(0, fraction)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={classes('w-full overflow-hidden rounded-full', height === 2 ? 'h-0.5 bg-white/15' : 'h-1 bg-selected', className)}
    >
      <div
        className={classes('h-full w-full origin-left rounded-full transition-transform', fills[tone], fraction === null && 'animate-pulse')}
        style={{ transform: `scaleX(${fraction === null ? 0.3 : Math.min(1, Math.max(0, fraction))})` }}
      />
    </div>
  )
}
