import { Star } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from './classes'

interface RatingProps {
  /** 0: not rated. */
  value: number
  onChange: (value: number) => void
  label: string
}

/** Up to five stars; one stop for the keyboard, with digits and arrows. Pressing the value again clears it. */
export function Rating({ value, onChange, label }: RatingProps) {
  const { t } = useTranslation()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const wanted = /^[0-5]$/.test(event.key)
      ? Number(event.key)
      : { ArrowRight: value + 1, ArrowUp: value + 1, ArrowLeft: value - 1, ArrowDown: value - 1, Home: 0, End: 5 }[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onChange(Math.min(5, Math.max(0, wanted)))
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={5}
      aria-valuenow={value}
      aria-valuetext={value === 0 ? t('app.notRated') : t('app.stars', { count: value })}
      onKeyDown={onKeyDown}
      className="-ml-1 inline-flex rounded-control"
    >
      {[1, 2, 3, 4, 5].map((stars) => (
        <span
          key={stars}
          aria-hidden
          onClick={() => onChange(stars === value ? 0 : stars)}
          className={classes('flex size-6 cursor-pointer items-center justify-center hover:text-text', stars <= value ? 'text-run' : 'text-disabled')}
        >
          <Star size={14} strokeWidth={1.75} fill={stars <= value ? 'currentColor' : 'none'} />
        </span>
      ))}
    </div>
  )
}
