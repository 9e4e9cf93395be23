import { useLayoutEffect, useMemo, useRef, type Ref } from 'react'
import type { PromptIssue } from '../../src-shared/prompt'
import { classes, TextArea } from '../ui'
import { paintedRuns, type Paint } from './promptPaint'
import { isSsml } from './ssml'

interface PromptEditorProps {
  value: string
  onChange: (value: string) => void
  /** Marked where they stand. */
  issues: readonly PromptIssue[]
  placeholder?: string
  minLines?: number
  maxLines?: number
  maxLength?: number
  autoFocus?: boolean
  'aria-label'?: string
  ref?: Ref<HTMLTextAreaElement>
}

const looks: Record<Paint, string> = {
  plain: '',
  choice: 'bg-prompt-choice',
  inner: 'bg-prompt-inner',
  mark: 'bg-prompt-mark',
  wildcard: 'bg-prompt-wildcard',
  variable: 'bg-prompt-variable',
  tag: 'bg-prompt-tag',
}
const marks = { error: 'underline decoration-err decoration-wavy decoration-1', warning: 'underline decoration-warn decoration-wavy decoration-1' }

/**
 * A text area whose meaning is coloured: the same text lies behind it, laid out by the same rules, and only its backgrounds and
 * underlines show. Writing, selecting, undoing and reading aloud are the platform's own.
 */
export function PromptEditor({ value, onChange, issues, minLines = 5, maxLines = 16, ref, ...rest }: PromptEditorProps) {
  const own = useRef<HTMLTextAreaElement | null>(null)
  const behind = useRef<HTMLDivElement>(null)
  const runs = useMemo(() => paintedRuns(value, issues, isSsml(value)), [value, issues])
  const follow = () => {
    if (behind.current && own.current) behind.current.scrollTop = own.current.scrollTop
  }
  useLayoutEffect(follow, [runs])
  return (
    <div className="relative rounded-control bg-app">
      <div
        ref={behind}
        aria-hidden
        className="pointer-events-none absolute inset-0 overflow-hidden border border-transparent p-2 text-body text-transparent whitespace-pre-wrap wrap-break-word [scrollbar-gutter:stable]"
      >
        {runs.map(({ text, paint, issue }, index) => (
          <span key={index} className={classes(looks[paint], issue && marks[issue])}>{text}</span>
        ))}
        {/* A last empty line has a height in a text area. */}
        {'​'}
      </div>
      <TextArea
        {...rest}
        ref={(element) => {
          own.current = element
          if (typeof ref === 'function') ref(element)
          else if (ref) ref.current = element
        }}
        value={value}
        onChange={onChange}
        onScroll={follow}
        minLines={minLines}
        maxLines={maxLines}
        className="relative bg-transparent! [scrollbar-gutter:stable]"
      />
    </div>
  )
}
