import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { noSums, type SpendingState } from '../../src-shared/spending'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { Button, Field, NumberField, Select, useFormat } from '../ui'
import { capChanges, draftOf, isBalanceNew } from './budget'
import { capOf, setBalance, setCaps } from './useSpending'

export interface ModelChoice {
  /** `TYPE/id`. */
  key: string
  name: string
}

interface BudgetFormProps {
  state: SpendingState
  models: readonly ModelChoice[]
  onDone: () => void
  onRecord: () => void
}

/** Caps for the night, a day and single models, and the balance. */
export function BudgetForm({ state, models, onDone, onRecord }: BudgetFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [draft, setDraft] = useState(() => draftOf(state))
  const practice = state.purse === 'practice'
  const night = capOf(state, 'night')
  const { today } = state
  const used = (sums = noSums) => format.credits(sums.spent + sums.reserved)
  const unlisted = models.filter(({ key }) => !draft.models.has(key))
  const nameOf = (key: string) => models.find((model) => model.key === key)?.name ?? key

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await setCaps(capChanges(state, draft))
      if (isBalanceNew(state, draft)) await setBalance({ credits: draft.balance, warnBelow: draft.warnBelow })
      onDone()
    } catch (error) {
      toastFailure(error)
    }
  }
  const countAnew = () =>
    setCaps([{ scope: 'night', key: '', credits: null }, { scope: 'night', key: '', credits: night?.credits ?? null }]).then(onDone, toastFailure)
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3 p-3 text-small">
      {practice ? <p className="rounded-control bg-warn-fill px-2 py-1.5 text-pretty text-text-2">{t('spending.practice')}</p> : null}
      <Field
        label={t('spending.night')}
        hint={night?.since == null ? t('spending.nightIdle') : t('spending.nightHint', { since: format.dateTime(night.since), used: used(night) })}
        aside={night === null || night.since === null ? null : (
          <button type="button" onClick={() => void countAnew()} className="rounded-control text-focus hover:underline">{t('spending.countAnew')}</button>
        )}
      >
        <NumberField value={draft.night} min={0} step={10} placeholder={t('spending.noCap')} onChange={(value) => setDraft({ ...draft, night: value })} />
      </Field>
      <Field label={t('spending.day')} hint={t('spending.dayHint', { used: used(today) })}>
        <NumberField value={draft.day} min={0} step={10} placeholder={t('spending.noCap')} onChange={(value) => setDraft({ ...draft, day: value })} />
      </Field>
      <Field group label={t('spending.perModel')}>
        <div className="flex flex-col gap-1">
          {[...draft.models].map(([key, credits]) => (
            <div key={key} className="flex items-center gap-2">
              <span className="min-w-0 grow truncate" title={key}>{nameOf(key)}</span>
              <NumberField
                aria-label={nameOf(key)}
                value={credits}
                min={0}
                step={10}
                placeholder={t('spending.noCap')}
                onChange={(value) => setDraft({ ...draft, models: new Map(draft.models).set(key, value) })}
                className="w-28 flex-none"
              />
            </div>
          ))}
          {unlisted.length > 0 ? (
            <Select
              aria-label={t('spending.addModel')}
              value=""
              onChange={(key) => setDraft({ ...draft, models: new Map(draft.models).set(key, null) })}
              options={[{ value: '', label: `${t('spending.addModel')}…` }, ...unlisted.map(({ key, name }) => ({ value: key, label: name }))]}
            />
          ) : null}
        </div>
      </Field>
      <p className="text-pretty text-label text-text-3">{t('spending.explained')}</p>
      {practice ? null : (
        <div className="flex flex-col gap-1 border-t border-hairline pt-3">
          <div className="grid grid-cols-2 gap-2">
            <Field label={t('spending.balance')}>
              <NumberField value={draft.balance} min={0} onChange={(value) => setDraft({ ...draft, balance: value })} />
            </Field>
            <Field label={t('spending.warnBelow')}>
              <NumberField value={draft.warnBelow} min={0} onChange={(value) => setDraft({ ...draft, warnBelow: value })} />
            </Field>
          </div>
          <p className="text-pretty text-label text-text-3">
            {state.balance === null
              ? t('spending.balanceHint')
              : t('spending.balanceLeft', { left: format.amount(state.balance.left), credits: format.credits(state.balance.credits), at: format.dateTime(state.balance.at) })}
          </p>
          <Button variant="ghost" size={24} className="self-start" onClick={() => request('app.openPage', 'billing').catch(toastFailure)}>{t('spending.topUp')}</Button>
        </div>
      )}
      <div className="flex items-center gap-2 border-t border-hairline pt-3">
        <Button variant="ghost" onClick={onRecord}>{t('spending.record')}</Button>
        <span className="grow" />
        <Button variant="primary" type="submit">{t('spending.set')}</Button>
      </div>
    </form>
  )
}
