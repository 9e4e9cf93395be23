import { useTranslation } from 'react-i18next'
import { webhookSettingsSchema, type WebhookState, type WebhookStatus } from '../../src-shared/webhook'
import { toastFailure } from '../shell'
import { Notice, useFormat } from '../ui'
import { CommittedField } from './CommittedField'
import { Section } from './Section'
import { SettingRow } from './SettingRow'
import { SwitchRow } from './SwitchRow'
import { useWebhooks, type WebhookActions } from './useWebhooks'
import { WebhookAddresses } from './WebhookAddresses'
import { WebhookSecrets } from './WebhookSecrets'

const tones = {
  'no-address': 'info', 'no-secret': 'info', starting: 'info', listening: 'ok', 'secret-unreadable': 'warn', 'port-in-use': 'warn', 'port-refused': 'warn',
} as const satisfies Record<Exclude<WebhookStatus, 'off'>, string>

/** For people with a tunnel to this machine: the API calls when something is done, and the app looks at once. */
export function WebhooksSection() {
  const { t } = useTranslation()
  const webhooks = useWebhooks()
  const { settings, state, change } = webhooks
  return (
    <Section id="webhooks">
      <SwitchRow
        label={t('settings.webhooks.enabled')}
        hint={t('settings.webhooks.enabledHint')}
        checked={settings.enabled}
        onChange={(enabled) => change({ enabled }).catch(toastFailure)}
      />
      {settings.enabled && state !== null ? <Details webhooks={webhooks} state={state} /> : null}
    </Section>
  )
}

function Details({ webhooks, state }: { webhooks: WebhookActions; state: WebhookState }) {
  const { t } = useTranslation()
  const { settings, change } = webhooks
  return (
    <>
      {state.status === 'off' ? null : (
        <Notice tone={tones[state.status]}>{t(`settings.webhooks.statuses.${state.status}`, { port: String(settings.port) })}</Notice>
      )}
      <WebhookAddresses webhooks={webhooks} state={state} />
      <WebhookSecrets webhooks={webhooks} state={state} />
      <div className="flex flex-col gap-4 border-t border-hairline pt-4">
        <CommittedField
          label={t('settings.webhooks.signatureHeader')}
          hint={t('settings.webhooks.signatureHeaderHint')}
          wrong={t('settings.webhooks.headerWrong')}
          value={settings.signatureHeader}
          isUsable={(text) => webhookSettingsSchema.shape.signatureHeader.safeParse(text).success}
          onCommit={(text) => change({ signatureHeader: text })}
        />
        <CommittedField
          label={t('settings.webhooks.timestampHeader')}
          hint={t('settings.webhooks.timestampHeaderHint')}
          wrong={t('settings.webhooks.headerWrong')}
          value={settings.timestampHeader}
          isUsable={(text) => webhookSettingsSchema.shape.timestampHeader.safeParse(text).success}
          onCommit={(text) => change({ timestampHeader: text })}
        />
      </div>
      <Counts state={state} />
    </>
  )
}

/** What came in since the app started. */
function Counts({ state: { counts, lastAcceptedAt } }: { state: WebhookState }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = ['accepted', 'unknownGeneration', 'badSignature', 'refused'] as const
  return (
    <div className="border-t border-hairline pt-4">
      <SettingRow
        label={t('settings.webhooks.counts')}
        {...(lastAcceptedAt !== null && { hint: t('settings.webhooks.lastAccepted', { time: format.dateTime(lastAcceptedAt) }) })}
      >
        {names.map((name) => (
          <span key={name} className="mr-2 text-small text-text-2 tabular-nums">{t(`settings.webhooks.countNames.${name}`, { count: counts[name] })}</span>
        ))}
      </SettingRow>
    </div>
  )
}
