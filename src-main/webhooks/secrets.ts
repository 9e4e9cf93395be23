import { AppError, toAppError } from '../../src-shared/errors'
import { webhookSecretSlots, type WebhookSecretSlot, type WebhookState } from '../../src-shared/webhook'
import type { Log } from '../log'
import type { Keychain, SettingsStore } from '../settings'

/** The secrets that calls are signed with: in the keychain like the key, never shown again, in memory while they are needed. */
export interface Secrets {
  /** Reads what the keychain has. @returns whether every stored secret could be read. */
  load(): Promise<boolean>
  /** As they hold now. */
  all(): string[]
  listed(): WebhookState['secrets']
  /** @throws AppError `not-possible-now` when both places are taken, `bad-request` for an unusable secret. */
  add(secret: string): Promise<void>
  /** From now on it does not hold. @throws AppError `keychain-unavailable` when the keychain may still have it. */
  remove(slot: WebhookSecretSlot): Promise<void>
}

interface Parts {
  settings: Pick<SettingsStore, 'getPrivate' | 'changePrivate'>
  keychain: Keychain
  log: Log
}

const nameInKeychain = (slot: WebhookSecretSlot) => `webhook secret (${slot})`
/** Windows keeps at most 2,560 bytes. */
const longestSecretBytes = 2_000

export function openSecrets({ settings, keychain, log }: Parts): Secrets {
  const read = new Map<WebhookSecretSlot, string>()
  const ofThisRun = new Set<WebhookSecretSlot>()
  const stored = () => webhookSecretSlots.filter((slot) => settings.getPrivate().webhookSecrets.includes(slot))
  const mark = (slot: WebhookSecretSlot, isStored: boolean) => {
    const others = stored().filter((one) => one !== slot)
    settings.changePrivate({ webhookSecrets: isStored ? [...others, slot] : others })
  }
  const isTaken = (slot: WebhookSecretSlot) => ofThisRun.has(slot) || stored().includes(slot)

  return {
    async load() {
      let isComplete = true
      for (const slot of stored()) {
        if (read.has(slot)) continue
        try {
          const secret = await keychain.read(nameInKeychain(slot))
          if (secret === null) mark(slot, false)
          else read.set(slot, secret)
        } catch (error) {
          isComplete = false
          log.warn('The keychain did not give a webhook secret', { error: toAppError(error).message })
        }
      }
      return isComplete
    },
    all: () => [...read.values()],
    listed: () =>
      webhookSecretSlots.filter(isTaken).map((slot) => ({ slot, place: ofThisRun.has(slot) ? 'run' : 'keychain' })),
    async add(secret) {
      if (secret.length < 8 || Buffer.byteLength(secret) > longestSecretBytes) throw new AppError('bad-request', 'A secret has 8 to 2,000 characters')
      const slot = webhookSecretSlots.find((one) => !isTaken(one))
      if (slot === undefined) throw new AppError('not-possible-now', 'Two secrets hold already: remove one first')
      try {
        await keychain.write(nameInKeychain(slot), secret)
        read.set(slot, secret)
        mark(slot, true)
      } catch (error) {
        log.warn('The keychain did not take a webhook secret; it is kept for this run', { error: toAppError(error).message })
        ofThisRun.add(slot)
        read.set(slot, secret)
      }
    },
    async remove(slot) {
      // It ends to hold whatever the keychain says.
      read.delete(slot)
      ofThisRun.delete(slot)
      if (!stored().includes(slot)) return
      mark(slot, false)
      await keychain.remove(nameInKeychain(slot))
    },
  }
}
