import { KeyRound, Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { webhookSecretSlots, type WebhookState } from '../../src-shared/webhook'
import { Button, Field, IconButton, TextField } from '../ui'
import type { WebhookActions } from './useWebhooks'

const shortestSecret = 8

/** The secrets that calls are signed with; what was saved is never shown again. */
export function WebhookSecrets({ webhooks, state }: { webhooks: WebhookActions; state: WebhookState }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim().length < shortestSecret) return setWrong(true)
    if (await webhooks.addSecret(typed.trim())) setTyped('')
  }
  const isFull = state.secrets.length === webhookSecretSlots.length
  return (
    <div className="flex flex-col gap-3 border-t border-hairline pt-4">
      {state.secrets.length > 0 ? (
        <ul aria-label={t('settings.webhooks.secrets')} className="flex flex-col">
          {state.secrets.map(({ slot, place }, index) => (
            <li key={slot} className="flex min-h-8 items-center gap-2 border-b border-hairline last:border-0">
              <KeyRound size={14} strokeWidth={1.75} aria-hidden className="flex-none text-text-3" />
              <span className="min-w-0 grow">
                {t('settings.webhooks.secretNumber', { number: index + 1 })}
                <span className="ml-2 text-small text-text-3">{t(`settings.webhooks.secretPlaces.${place}`)}</span>
              </span>
              <IconButton
                icon={Trash2}
                size={24}
                label={t('settings.webhooks.secretRemove', { number: index + 1 })}
                onClick={() => void webhooks.removeSecret(slot)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {isFull ? (
        <p className="text-label text-text-3">{t('settings.webhooks.secretsFull')}</p>
      ) : (
        <form noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-3">
          <Field
            label={t(state.secrets.length === 0 ? 'settings.webhooks.secret' : 'settings.webhooks.secretNext')}
            hint={t(state.secrets.length === 0 ? 'settings.webhooks.secretHint' : 'settings.webhooks.secretNextHint')}
            error={isWrong ? t('settings.webhooks.secretShort', { count: shortestSecret }) : null}
          >
            <TextField
              type="password"
              autoComplete="off"
              className="max-w-104"
              placeholder={t('settings.webhooks.secretPlaceholder')}
              value={typed}
              onChange={(text) => {
                setTyped(text)
                setWrong(false)
              }}
            />
          </Field>
          <div>
            <Button type="submit">{t('settings.webhooks.secretSave')}</Button>
          </div>
        </form>
      )}
    </div>
  )
}
