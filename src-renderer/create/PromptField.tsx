import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PromptIssue } from '../../src-shared/prompt'
import { useCommand } from '../shell'
import { Button, Field, useFormat } from '../ui'
import { PromptEditor } from './PromptEditor'
import { PromptExpansion } from './PromptExpansion'
import { PromptIssues } from './PromptIssues'
import { SsmlRemarks } from './SsmlRemarks'
import { currentDraft, edit, useDrafts } from './useDrafts'
import { refreshHistory, useHistory } from './useHistory'
import { openTool } from './useTools'
import { useCurrentPreview } from './usePreview'

const noIssues: PromptIssue[] = []

/** The words; earlier ones come back with the keys of `create.promptOlder`. */
export function PromptField({ error }: { error: string | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const type = useDrafts((state) => state.type)
  const prompt = useDrafts((state) => currentDraft(state).prompt)
  const preview = useCurrentPreview()
  const issues = preview?.issues ?? noIssues
  const field = useRef<HTMLTextAreaElement>(null)
  const isSpoken = type === 'AUDIO' || type === 'AVATAR'
  usePromptHistory(prompt)

  const show = ({ start, end }: { start: number; end: number }) => {
    field.current?.focus()
    field.current?.setSelectionRange(start, end)
  }
  const aside = useMemo(() => {
    if (preview !== null && preview.count > 1) {
      return Number.isFinite(preview.count) ? t('compose.prompt.expandsTo', { count: preview.count, amount: format.whole(preview.count) }) : t('compose.prompt.expandsBeyond')
    }
    return prompt.length > 0 ? t('create.characters', { count: prompt.length, amount: format.whole(prompt.length) }) : null
  }, [preview, prompt, t, format])
  return (
    <div className="flex flex-col gap-1">
      <Field label={t(isSpoken ? 'create.promptAudio' : 'create.prompt')} aside={aside} error={error}>
        <PromptEditor
          ref={field}
          value={prompt}
          onChange={(text) => edit({ prompt: text })}
          issues={issues}
          placeholder={t(`create.promptPlaceholder.${type}`)}
          maxLength={100_000}
          autoFocus
        />
      </Field>
      <div className="flex items-center gap-3 text-label text-text-3">
        <span className="truncate"><span className="font-mono">{'{a|b}'}</span> {t('compose.prompt.hintChoice')}</span>
        <span className="truncate"><span className="font-mono">__{t('compose.prompt.hintName')}__</span> {t('compose.prompt.hintWildcard')}</span>
        <Button size={24} variant="ghost" onClick={() => openTool('help')} className="ml-auto flex-none text-label!">{t('compose.prompt.help')}</Button>
      </div>
      <PromptIssues issues={issues} onShow={show} />
      {isSpoken ? <SsmlRemarks text={prompt} onShow={show} /> : null}
      <PromptExpansion />
    </div>
  )
}

/** Goes through the prompts that were used; what was being written is there again at the end. */
function usePromptHistory(prompt: string): void {
  const history = useHistory((state) => state.prompts)
  const place = useRef({ index: -1, unsent: '' })
  useEffect(refreshHistory, [])
  const go = (step: 1 | -1) => {
    const { index } = place.current
    if (index < 0 || history[index] !== prompt) place.current = { index: -1, unsent: prompt }
    const to = place.current.index + step
    if (to < -1 || to >= history.length) return
    place.current.index = to
    edit({ prompt: to < 0 ? place.current.unsent : (history[to] ?? '') })
  }
  useCommand('create.promptOlder', history.length > 0 ? () => go(1) : null)
  useCommand('create.promptNewer', history.length > 0 ? () => go(-1) : null)
}
