import { Copy, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isPublicUrl, webhookPorts, type WebhookState } from '../../src-shared/webhook'
import { Button, ConfirmDialog, IconButton } from '../ui'
import { CommittedField } from './CommittedField'
import { SettingRow } from './SettingRow'
import type { WebhookActions } from './useWebhooks'

const isPort = (text: string) => /^\d{4,5}$/.test(text) && Number(text) >= webhookPorts.min && Number(text) <= webhookPorts.max

/** Where calls come in on this machine, and where the API is told to call. */
export function WebhookAddresses({ webhooks, state }: { webhooks: WebhookActions; state: WebhookState }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { settings, change } = webhooks
  const { sentUrl } = state
  return (
    <>
      <CommittedField
        numeric
        label={t('settings.webhooks.port')}
        hint={t('settings.webhooks.portHint', { address: `http://127.0.0.1:${settings.port}` })}
        wrong={t('settings.webhooks.portWrong', webhookPorts)}
        value={String(settings.port)}
        isUsable={isPort}
        onCommit={(text) => change({ port: Number(text) })}
      />
      <CommittedField
        label={t('settings.webhooks.publicUrl')}
        hint={t('settings.webhooks.publicUrlHint')}
        wrong={t('settings.webhooks.publicUrlWrong')}
        placeholder="https://"
        value={settings.publicUrl}
        isUsable={(text) => text === '' || isPublicUrl(text)}
        onCommit={(text) => change({ publicUrl: text })}
      />
      {sentUrl === null ? null : (
        <SettingRow label={t('settings.webhooks.sent')} hint={t('settings.webhooks.sentHint')}>
          <span className="min-w-0 self-center font-mono text-small wrap-anywhere" data-selectable>{sentUrl}</span>
          <span className="flex flex-none items-center gap-1 self-center">
            <IconButton icon={Copy} size={24} label={t('settings.webhooks.copy')} onClick={() => webhooks.copy(sentUrl)} />
            <Button size={24} variant="ghost" icon={RotateCcw} onClick={() => setAsking(true)}>{t('settings.webhooks.renew')}</Button>
          </span>
        </SettingRow>
      )}
      {asking ? (
        <ConfirmDialog
          title={t('settings.webhooks.renewTitle')}
          confirmLabel={t('settings.webhooks.renew')}
          onConfirm={() => {
            setAsking(false)
            void webhooks.renewPath()
          }}
          onClose={() => setAsking(false)}
        >
          {t('settings.webhooks.renewText')}
        </ConfirmDialog>
      ) : null}
    </>
  )
}
