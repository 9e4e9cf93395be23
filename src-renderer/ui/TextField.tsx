import type { InputHTMLAttributes, ReactNode, Ref } from 'react'
import type { LucideIcon } from 'lucide-react'
import { classes, controlClasses } from './classes'
import { useFieldAttributes } from './Field'

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'size'> {
  value: string
  onChange: (value: string) => void
  icon?: LucideIcon
  /** Small controls at the right end, inside the frame. */
  end?: ReactNode
  mono?: boolean
  ref?: Ref<HTMLInputElement>
}

/** One line of text. */
export function TextField({ value, onChange, icon: Icon, end, mono = false, className, type = 'text', ...rest }: TextFieldProps) {
  return (
    <div className={classes('relative flex min-w-0 items-center', className)}>
      {Icon ? <Icon size={14} strokeWidth={1.75} aria-hidden className="pointer-events-none absolute left-2 text-text-3" /> : null}
      <input
        {...useFieldAttributes()}
        spellCheck={false}
        autoComplete="off"
        {...rest}
        type={type}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classes(controlClasses, mono && 'font-mono text-small', Icon && 'pl-7.5', end ? 'pr-16' : null)}
      />
      {end ? <div className="absolute right-0.5 flex items-center">{end}</div> : null}
    </div>
  )
}
