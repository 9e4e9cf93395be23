import type { Ref, TextareaHTMLAttributes } from 'react'
import { classes } from './classes'
import { useFieldAttributes } from './Field'

export interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> {
  value: string
  onChange: (value: string) => void
  /** Lines at least and at most; it grows between. */
  minLines?: number
  maxLines?: number
  ref?: Ref<HTMLTextAreaElement>
}

/** Several lines of text; grows with what is written. */
export function TextArea({ value, onChange, minLines = 3, maxLines = 14, className, style, ...rest }: TextAreaProps) {
  return (
    <textarea
      {...useFieldAttributes()}
      spellCheck={false}
      {...rest}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      style={{ minHeight: minLines * 20 + 18, maxHeight: maxLines * 20 + 18, ...style }}
      className={classes(
        'block w-full resize-none rounded-control border border-border bg-app p-2 text-body text-text transition-colors [field-sizing:content]',
        'hover:border-text-2 focus-visible:border-focus disabled:border-hairline disabled:text-disabled aria-invalid:border-err',
        className,
      )}
    />
  )
}
