import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../ui'
import type { CutGrid } from './grid'
import { formatTimecode, parseTimecode } from './timecode'

interface TimecodeFieldProps {
  label: string
  grid: CutGrid
  point: number
  onChange: (point: number) => void
}

/** A cut point as a timecode; typed values count on Enter or on leaving, arrows move by one. */
export function TimecodeField({ label, grid, point, onChange }: TimecodeFieldProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<string | null>(null)
  const wrong = draft !== null && parseTimecode(grid, draft) === null
  const take = () => {
    const typed = draft === null ? null : parseTimecode(grid, draft)
    if (typed !== null) onChange(typed)
    setDraft(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take()
    else if (event.key === 'Escape' && draft !== null) setDraft(null)
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      setDraft(null)
      onChange(point + (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1))
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <TextField
      mono
      aria-label={label}
      aria-invalid={wrong || undefined}
      title={wrong ? t('trim.timeline.invalid') : undefined}
      value={draft ?? formatTimecode(grid, point)}
      onChange={setDraft}
      onFocus={(event) => event.target.select()}
      onBlur={take}
      onKeyDown={onKeyDown}
      className="w-26"
    />
  )
}
