import { Plus } from 'lucide-react'
import { useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacetCount } from '../../src-shared/mediaQuery'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { classes, TextField, useFormat } from '../ui'
import { completions } from './completions'

interface TagInputProps {
  /** Tags that are there already and need not be offered. */
  taken: readonly string[]
  onAdd: (names: string[]) => void
  autoFocus?: boolean
}

/** A field for tags: completes what is typed from those in use; Enter or a comma adds. */
export function TagInput({ taken, onAdd, autoFocus = false }: TagInputProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const listId = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(-1)
  const [open, setOpen] = useState(false)
  const tags = useTags(open)
  const offered = useMemo(() => (open ? completions(tags, text, taken) : []), [open, tags, text, taken])
  const add = (typed: string) => {
    const names = typed.split(',').map((name) => name.trim()).filter((name) => name !== '')
    if (names.length > 0) onAdd(names)
    setText('')
    setAt(-1)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // With Mod it means more than this field: what lies around decides.
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return add(text)
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1
      setAt((now) => Math.min(offered.length - 1, Math.max(-1, now + step)))
    } else if (event.key === 'Enter') {
      add(offered[at]?.value ?? text)
    } else if (event.key === 'Escape' && (open && (offered.length > 0 || text !== ''))) {
      setText('')
      setOpen(false)
    } else if (event.key === 'Tab' && text !== '' && offered[0] && !event.shiftKey) {
      setText(offered[Math.max(0, at)]?.value ?? text)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="relative">
      <TextField
        icon={Plus}
        role="combobox"
        aria-label={t('library.tags.add')}
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
        placeholder={t('library.tags.add')}
        maxLength={500}
        autoFocus={autoFocus}
        value={text}
        onChange={(typed) => {
          setOpen(true)
          if (typed.endsWith(',')) add(typed)
          else setText(typed)
          setAt(-1)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => {
          if (text.trim() !== '') add(text)
          setOpen(false)
        }}
        onKeyDown={onKeyDown}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label={t('library.tags.completions')}
        className={classes('absolute inset-x-0 top-full z-50 mt-1 max-h-52 overflow-y-auto rounded-panel bg-panel p-1 shadow-float', offered.length === 0 && 'hidden')}
      >
        {offered.map(({ value, count }, index) => (
          <li
            key={value}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            // Before the field loses the focus and takes what was typed.
            onPointerDown={(event) => {
              event.preventDefault()
              add(value)
            }}
            className={classes('flex h-7 cursor-default items-center gap-2 rounded-control px-2', index === at ? 'bg-hover' : 'hover:bg-hover')}
          >
            <span className="min-w-0 grow truncate">{value}</span>
            <span className="text-label text-text-3 tabular-nums">{format.whole(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Every tag in use, asked for when the field is first used. */
function useTags(needed: boolean): readonly FacetCount<string>[] {
  const [tags, setTags] = useState<readonly FacetCount<string>[]>([])
  useEffect(() => {
    if (!needed) return
    let current = true
    request('library.tags').then((answer) => current && setTags(answer), toastFailure)
    return () => {
      current = false
    }
  }, [needed])
  return tags
}
