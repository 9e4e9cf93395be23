import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { NightPlan } from '../../src-shared/night'
import { changeSettings, useSettings } from '../settings'
import { toastFailure } from '../shell'
import { Button, Checkbox, Field, Segmented, Select, TextField, useNow } from '../ui'
import { draftOf, planOf } from './planDraft'
import { setPlan } from './useNight'

/** The hours of the queue, and what happens when the night is over. */
export function ScheduleForm({ plan, onDone }: { plan: NightPlan; onDone: () => void }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => draftOf(plan))
  const keepAwake = useSettings((state) => state.settings.keepAwake)
  const now = useNow(30_000)
  const wanted = planOf(draft, new Date(now))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (wanted === null) return
    try {
      await setPlan(wanted)
      onDone()
    } catch (error) {
      toastFailure(error)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3 p-3 text-small">
      <Segmented
        stretch
        label={t('night.kind')}
        value={draft.kind}
        onChange={(kind) => setDraft({ ...draft, kind })}
        options={[
          { value: 'always', label: t('night.always') },
          { value: 'once', label: t('night.onceKind') },
          { value: 'hours', label: t('night.hours') },
        ]}
      />
      {draft.kind === 'always' ? null : (
        <div className="grid grid-cols-2 gap-2">
          <Field label={t('night.start')} hint={draft.kind === 'once' ? t('night.startHint') : null}>
            <TextField type="time" value={draft.from} onChange={(from) => setDraft({ ...draft, from })} />
          </Field>
          <Field label={t('night.stop')} error={wanted === null ? t('night.wrongHours') : null}>
            <TextField type="time" value={draft.to} onChange={(to) => setDraft({ ...draft, to })} />
          </Field>
        </div>
      )}
      {draft.kind === 'always' ? null : <p className="text-pretty text-label text-text-3">{t('night.stopHint')}</p>}
      <Field label={t('night.whenDone')}>
        <Select
          value={draft.whenDone}
          onChange={(value) => setDraft({ ...draft, whenDone: value as NightPlan['whenDone'] })}
          options={(['notify', 'quit', 'nothing'] as const).map((value) => ({ value, label: t(`night.ends.${value}`) }))}
        />
      </Field>
      <Checkbox checked={keepAwake} onChange={(checked) => void changeSettings({ keepAwake: checked }).catch(toastFailure)}>{t('night.keepAwake')}</Checkbox>
      <div className="flex justify-end border-t border-hairline pt-3">
        <Button variant="primary" type="submit" disabledReason={wanted === null ? t('night.wrongHours') : null}>{t('night.set')}</Button>
      </div>
    </form>
  )
}
