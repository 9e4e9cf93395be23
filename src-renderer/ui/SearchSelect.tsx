import { Check, ChevronDown } from 'lucide-react'
import { Command } from 'cmdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classes, controlClasses } from './classes'
import { useFieldAttributes } from './Field'
import { Popover } from './Popover'
import type { SelectOption } from './Select'

interface SearchSelectProps {
  value: string
  onChange: (value: string) => void
  options: readonly SelectOption[]
  /** Read aloud as the list's name. */
  label: string
  placeholder: string
}

/** One of many: a list that is searched while typing. */
export function SearchSelect({ value, onChange, options, label, placeholder }: SearchSelectProps) {
  const [open, setOpen] = useState(false)
  const { t } = useTranslation()
  const chosen = options.find((option) => option.value === value)
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      width="trigger"
      trigger={
        <button type="button" {...useFieldAttributes()} className={classes(controlClasses, 'flex cursor-pointer items-center gap-2 text-left')}>
          <span className={classes('grow truncate', !chosen && 'text-text-3')}>{chosen?.label ?? placeholder}</span>
          <ChevronDown size={14} strokeWidth={1.75} aria-hidden className="text-text-3" />
        </button>
      }
    >
      <Command label={label} loop>
        <Command.Input
          autoFocus
          placeholder={t('app.search')}
          className="h-8 w-full border-b border-hairline bg-transparent px-3 text-body outline-none focus-visible:shadow-none"
        />
        <Command.List className="max-h-64 overflow-y-auto p-1">
          <Command.Empty className="px-2 py-3 text-center text-small text-text-3">{t('app.noMatch')}</Command.Empty>
          {options.map((option) => (
            <Command.Item
              key={option.value}
              value={`${option.label} ${option.value}`}
              onSelect={() => {
                onChange(option.value)
                setOpen(false)
              }}
              className="flex h-7 items-center gap-2 rounded-control px-2 data-[selected=true]:bg-hover"
            >
              <Check size={14} aria-hidden className={option.value === value ? '' : 'invisible'} />
              <span className="truncate">{option.label}</span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Popover>
  )
}
