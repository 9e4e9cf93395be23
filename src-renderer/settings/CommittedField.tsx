import { useState } from 'react'
import { toastFailure } from '../shell'
import { Field, TextField } from '../ui'

interface CommittedFieldProps {
  label: string
  hint?: string
  value: string
  /** What is said of a text that cannot be used. */
  wrong: string
  isUsable: (text: string) => boolean
  onCommit: (text: string) => Promise<void>
  placeholder?: string
  numeric?: boolean
}

/** A text of the settings: taken when the field is left or Enter is pressed, and not before it can be used. */
export function CommittedField({ label, hint, value, wrong, isUsable, onCommit, placeholder, numeric = false }: CommittedFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const [isWrong, setWrong] = useState(false)
  const commit = async () => {
    if (typed === null) return
    const text = typed.trim()
    if (!isUsable(text)) return setWrong(true)
    try {
      if (text !== value) await onCommit(text)
      setTyped(null)
    } catch (error) {
      toastFailure(error)
    }
  }
  return (
    <Field label={label} hint={hint} error={isWrong ? wrong : null}>
      <TextField
        mono
        inputMode={numeric ? 'numeric' : undefined}
        placeholder={placeholder}
        className={numeric ? 'max-w-28' : 'max-w-104'}
        value={typed ?? value}
        onChange={(text) => {
          setTyped(text)
          setWrong(false)
        }}
        onBlur={() => void commit()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void commit()
          if (event.key !== 'Escape' || typed === null) return
          event.stopPropagation()
          setTyped(null)
          setWrong(false)
        }}
      />
    </Field>
  )
}
