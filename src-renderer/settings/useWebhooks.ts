import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WebhookSecretSlot, WebhookSettings, WebhookState } from '../../src-shared/webhook'
import { on, request } from '../ipc'
import { toastFailure } from '../shell'
import { toast } from '../ui'
import { changeSettings, useSettings } from './useSettings'

/** The listener as main tells of it, and what can be done with it. */
export function useWebhooks() {
  const { t } = useTranslation()
  const settings = useSettings((state) => state.settings.webhooks)
  const [state, setState] = useState<WebhookState | null>(null)
  useEffect(() => {
    request('webhooks.state').then(setState).catch(toastFailure)
    return on('webhooks.changed', setState)
  }, [])
  /** Tells whether it was done. */
  const attempt = async (ask: () => Promise<WebhookState>, done?: string): Promise<boolean> => {
    try {
      setState(await ask())
      if (done !== undefined) toast(done, { tone: 'ok' })
      return true
    } catch (error) {
      toastFailure(error)
      return false
    }
  }
  return {
    settings,
    state,
    change: (change: Partial<WebhookSettings>) => changeSettings({ webhooks: { ...settings, ...change } }),
    addSecret: (secret: string) => attempt(() => request('webhooks.addSecret', secret), t('settings.webhooks.secretAdded')),
    removeSecret: (slot: WebhookSecretSlot) => attempt(() => request('webhooks.removeSecret', slot), t('settings.webhooks.secretRemoved')),
    renewPath: () => attempt(() => request('webhooks.renewPath'), t('settings.webhooks.pathRenewed')),
    copy: (text: string) => {
      navigator.clipboard.writeText(text).then(() => toast(t('settings.webhooks.copied'), { tone: 'ok' })).catch(toastFailure)
    },
  }
}

export type WebhookActions = ReturnType<typeof useWebhooks>
