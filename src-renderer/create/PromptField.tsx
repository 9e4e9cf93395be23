import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../shell'
import { Field, TextArea, useFormat } from '../ui'
import { currentDraft, edit, useDrafts } from './useDrafts'

/** The words; earlier ones come back with the keys of `create.promptOlder`. */
export function PromptField({ error }: { error: string | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const type = useDrafts((state) => state.type)
  const prompt = useDrafts((state) => currentDraft(state).prompt)
  const history = useDrafts((state) => state.history)
  // Where in the history one is, and what was being written before going there.
  const place = useRef({ index: -1, unsent: '' })

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
  return (
    <Field
      label={t(type === 'AUDIO' || type === 'AVATAR' ? 'create.promptAudio' : 'create.prompt')}
      aside={prompt.length > 0 ? t('create.characters', { count: prompt.length, amount: format.whole(prompt.length) }) : null}
      error={error}
    >
      <TextArea
        value={prompt}
        onChange={(text) => edit({ prompt: text })}
        placeholder={t(`create.promptPlaceholder.${type}`)}
        minLines={5}
        maxLines={16}
        maxLength={100_000}
        autoFocus
      />
    </Field>
  )
}
