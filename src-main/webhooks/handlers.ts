import type { HandlersFor } from '../../src-shared/ipc'
import type { Webhooks } from './webhooks'

export function webhooksHandlers(webhooks: Webhooks): HandlersFor<'webhooks'> {
  return {
    'webhooks.state': () => webhooks.state(),
    'webhooks.addSecret': (secret) => webhooks.addSecret(secret),
    'webhooks.removeSecret': (slot) => webhooks.removeSecret(slot),
    'webhooks.renewPath': () => webhooks.renewPath(),
  }
}
