import { ExternalLink, FlaskConical, KeyRound, Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { Button, ConfirmDialog, Field, Notice, TextField } from '../ui'
import { EndpointField } from './EndpointField'
import { IdempotencyField } from './IdempotencyField'
import { PlanField } from './PlanField'
import { Section } from './Section'
import { ToleranceField } from './ToleranceField'
import { useKeyEntry } from './useKeyEntry'
import { useSettings } from './useSettings'

/** The key that is in use, or that there is none. */
function KeyState() {
  const { t } = useTranslation()
  const account = useSettings((state) => state.account)
  const platform = useSettings((state) => state.surroundings?.platform ?? '')
  if (account === null) return null
  const practice = account.kind === 'sandbox'
  const Icon = practice ? FlaskConical : KeyRound
  return (
    <>
      <div className="flex items-start gap-3">
        <span className={`flex size-9 flex-none items-center justify-center rounded-panel ${practice ? 'bg-warn-fill text-warn' : 'bg-ok-fill text-ok'}`}>
          <Icon size={18} strokeWidth={1.75} aria-hidden />
        </span>
        <div className="min-w-0">
          <p className="font-medium">{practice ? t('settings.key.practice') : t('settings.key.inUse', { host: account.host })}</p>
          <p className="text-pretty text-small text-text-2">
            {t(practice ? 'settings.key.practiceText' : account.keyPlace === 'run' ? 'settings.key.placeRun' : 'settings.key.placeKeychain')}
          </p>
        </div>
      </div>
      {account.keychainProblem ? (
        <Notice tone="warn" title={t('settings.key.problem', { problem: account.keychainProblem })}>
          {t(platform === 'linux' ? 'settings.key.problemStepsLinux' : 'settings.key.problemStepsOther')}
        </Notice>
      ) : null}
    </>
  )
}

/** The key, the endpoint it belongs to, and the plan whose limits hold. */
export function KeySection() {
  const { t } = useTranslation()
  const entry = useKeyEntry()
  const hasKey = useSettings((state) => state.account?.kind === 'key')
  const endpoint = useSettings((state) => state.settings.endpoint)
  const [asking, setAsking] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void entry.save()
  }
  const remove = async () => {
    setAsking(false)
    try {
      await request('settings.deleteKey')
      entry.say({ tone: 'ok', text: t('settings.key.deleted') })
    } catch (error) {
      toastFailure(error)
    }
  }
  return (
    <Section id="key">
      <KeyState />
      <form onSubmit={onSubmit} className="flex flex-col gap-3">
        <Field label={t(hasKey ? 'settings.key.fieldNew' : 'settings.key.field')} hint={t('settings.key.hint', { host: new URL(endpoint).host })}>
          <TextField type="password" value={entry.key} onChange={entry.type} placeholder={t('settings.key.placeholder')} autoComplete="off" className="max-w-104" />
        </Field>
        {entry.finding ? (
          <Notice
            tone={entry.finding.tone}
            action={entry.unchecked ? <Button size={24} onClick={() => void entry.saveAnyway()}>{t('settings.key.saveAnyway')}</Button> : null}
          >
            {entry.finding.text}
          </Notice>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" loading={entry.busy === 'save'}>{t('settings.key.save')}</Button>
          {hasKey ? (
            <>
              <Button loading={entry.busy === 'test'} onClick={() => void entry.test()}>{t('settings.key.test')}</Button>
              <Button variant="ghost" icon={Trash2} onClick={() => setAsking(true)}>{t('settings.key.delete')}</Button>
            </>
          ) : (
            <Button variant="ghost" icon={ExternalLink} onClick={() => request('app.openPage', 'vendor').catch(toastFailure)}>{t('settings.key.get')}</Button>
          )}
        </div>
      </form>
      <EndpointField />
      <IdempotencyField />
      <PlanField />
      <ToleranceField />
      {asking ? (
        <ConfirmDialog danger title={t('settings.key.deleteTitle')} confirmLabel={t('settings.key.delete')} onConfirm={() => void remove()} onClose={() => setAsking(false)}>
          {t('settings.key.deleteText')}
        </ConfirmDialog>
      ) : null}
    </Section>
  )
}
