import { createContext, useContext, useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CircleAlert } from 'lucide-react'
import { classes } from './classes'

interface FieldFacts {
  id: string
  labelId: string
  describedBy: string | undefined
  invalid: boolean
  required: boolean
}
const FieldContext = createContext<FieldFacts | null>(null)

/** What the surrounding `Field` says of the control inside it; null outside of one. */
export function useField(): FieldFacts | null {
  return useContext(FieldContext)
}

/** The attributes that tie a control to its field's label, hint and error. */
export function useFieldAttributes(): { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: true; 'aria-required'?: true } {
  const field = useField()
  if (field === null) return {}
  return {
    id: field.id,
    ...(field.describedBy !== undefined && { 'aria-describedby': field.describedBy }),
    ...(field.invalid && { 'aria-invalid': true as const }),
    ...(field.required && { 'aria-required': true as const }),
  }
}

interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  error?: string | null | undefined
  required?: boolean
  /** At the right of the label: a count, "optional". */
  aside?: ReactNode
  /** For groups of controls, where a `<label>` would name only the first. */
  group?: boolean
  className?: string
  children: ReactNode
}

/** A label, a control, and what is to be said about it. */
export function Field({ label, hint, error, required = false, aside, group = false, className, children }: FieldProps) {
  const id = useId()
  const { t } = useTranslation()
  const hasNote = Boolean(error) || Boolean(hint)
  const labelClasses = 'flex min-h-4 items-baseline gap-1 text-label font-medium text-text-3'
  const content = (
    <>
      <span className="min-w-0 truncate">{label}</span>
      {required ? (
        <span className="text-warn" aria-hidden title={t('app.required')}>
          *
        </span>
      ) : null}
    </>
  )
  return (
    <FieldContext value={{ id, labelId: `${id}-label`, describedBy: hasNote ? `${id}-note` : undefined, invalid: Boolean(error), required }}>
      <div className={classes('flex min-w-0 flex-col gap-1', className)} data-field-error={error ? '' : undefined}>
        <div className={labelClasses}>
          {group ? (
            <span id={`${id}-label`} className="flex min-w-0 gap-1">{content}</span>
          ) : (
            <label htmlFor={id} id={`${id}-label`} className="flex min-w-0 gap-1">{content}</label>
          )}
          {aside ? <span className="ml-auto flex-none pl-2 font-normal tabular-nums">{aside}</span> : null}
        </div>
        {children}
        {hasNote ? (
          <div id={`${id}-note`} className={classes('flex gap-1 text-label', error ? 'text-err' : 'text-text-3')}>
            {error ? <CircleAlert size={12} strokeWidth={2} aria-hidden className="mt-0.5 flex-none" /> : null}
            <span className="min-w-0">{error || hint}</span>
          </div>
        ) : null}
      </div>
    </FieldContext>
  )
}
