import { randomBytes } from 'node:crypto'
import type { WebhookSecretSlot, WebhookState, WebhookStatus } from '../../src-shared/webhook'
import type { Announce } from '../announce'
import type { Log } from '../log'
import type { Keychain, SettingsStore } from '../settings'
import { addressOf } from './address'
import { generationIds } from './generationIds'
import { listen, type Listener, type Rules } from './listener'
import { openSecrets } from './secrets'

/** Calls of the API, for people with a tunnel to this machine. A valid one only makes the queue ask about that generation now. */
export interface Webhooks {
  /** Listens where the settings say so; from then on it follows them. Never fails: without webhooks the queue asks by itself. */
  start(): Promise<void>
  stop(): Promise<void>
  /** What is sent along with new jobs; null unless calls can arrive. */
  sentUrl(): string | null
  state(): WebhookState
  addSecret(secret: string): Promise<WebhookState>
  removeSecret(slot: WebhookSecretSlot): Promise<WebhookState>
  /** A new path: what was sent along until now leads nowhere any more, and those jobs are asked about by the clock. */
  renewPath(): WebhookState
  /** What must never reach a log. */
  secrets(): string[]
}

interface Parts {
  settings: SettingsStore
  keychain: Keychain
  announce: Announce
  log: Log
  /** Looks at a generation now; false for one that no running job of the account in use has. */
  nudge(remoteId: string): boolean
  /** Epoch milliseconds of the wall clock. */
  now?: () => number
}

const retryMilliseconds = 30_000
/** Calls change what is shown at most this often. */
const tellMilliseconds = 1_000

export function openWebhooks({ settings, keychain, announce, log, nudge, now = Date.now }: Parts): Webhooks {
  const secrets = openSecrets({ settings, keychain, log })
  const counts: WebhookState['counts'] = { accepted: 0, unknownGeneration: 0, badSignature: 0, refused: 0 }
  let lastAcceptedAt: number | null = null
  let status: WebhookStatus = 'off'
  let listener: { port: number; close: Listener['close'] } | null = null
  let isRunning = false
  let work: Promise<void> = Promise.resolve()
  let retryTimer: NodeJS.Timeout | undefined
  let tellTimer: NodeJS.Timeout | undefined

  const path = (): string => {
    const known = settings.getPrivate().webhookPath
    if (known !== null) return known
    const drawn = randomBytes(24).toString('base64url')
    settings.changePrivate({ webhookPath: drawn })
    return drawn
  }
  const address = () => addressOf(settings.get().webhooks.publicUrl, path())
  const state = (): WebhookState => {
    const { port } = settings.get().webhooks
    return {
      status, lastAcceptedAt, counts: { ...counts }, secrets: secrets.listed(), localUrl: `http://127.0.0.1:${port}/${path()}`, sentUrl: address()?.url ?? null,
    }
  }
  const tell = () => {
    clearTimeout(tellTimer)
    tellTimer = undefined
    announce('webhooks.changed', state())
  }
  const tellSoon = () => {
    tellTimer ??= setTimeout(tell, tellMilliseconds).unref()
  }
  const become = (next: WebhookStatus) => {
    if (status === next) return
    status = next
    log.info('Webhooks', { status: next })
    tell()
  }

  const rules = (): Rules => {
    const { signatureHeader, timestampHeader } = settings.get().webhooks
    const known = address()
    return { paths: known?.paths ?? [], publicHost: known?.host ?? null, secrets: secrets.all(), signatureHeader, timestampHeader }
  }
  const onCall = (body: Buffer) => {
    lastAcceptedAt = now()
    const known = generationIds(body).filter((id) => nudge(id))
    if (known.length > 0) return
    counts.unknownGeneration++
    log.info('A webhook call speaks of no running generation of this account')
  }
  const close = async () => {
    const open = listener
    listener = null
    await open?.close()
  }
  /** Brings the listener to where the settings want it. */
  const settle = async () => {
    clearTimeout(retryTimer)
    const { enabled, port } = settings.get().webhooks
    if (!isRunning || !enabled) {
      await close()
      return become('off')
    }
    const isComplete = await secrets.load()
    const lacks = address() === null ? 'no-address' : secrets.all().length > 0 ? null : isComplete ? 'no-secret' : 'secret-unreadable'
    if (lacks !== null) {
      await close()
      if (lacks === 'secret-unreadable') retryTimer = setTimeout(change, retryMilliseconds).unref()
      return become(lacks)
    }
    if (listener?.port === port) return become('listening')
    await close()
    become('starting')
    try {
      const opened = await listen({
        port, rules, now, onCall,
        onVerdict(verdict) {
          counts[verdict === 'bad-signature' ? 'badSignature' : verdict]++
          tellSoon()
        },
      })
      listener = { port, close: opened.close }
      become('listening')
    } catch (error) {
      // The port may come free again; until then nothing is sent along and the clock asks.
      log.warn('Webhooks are off: the port cannot be had', { port, error })
      retryTimer = setTimeout(change, retryMilliseconds).unref()
      become((error as { code?: unknown }).code === 'EACCES' ? 'port-refused' : 'port-in-use')
    }
  }
  /** One change after the other, in the order in which they came. */
  const change = () => {
    work = work.then(settle).catch((error: unknown) => log.error('Webhooks could not follow the settings', { error }))
    return work
  }
  let followed = JSON.stringify(settings.get().webhooks)
  const stopFollowing = settings.onChanged(() => {
    const wanted = JSON.stringify(settings.get().webhooks)
    if (wanted === followed) return
    followed = wanted
    void change().then(tell)
  })

  return {
    start() {
      isRunning = true
      return change()
    },
    async stop() {
      stopFollowing()
      isRunning = false
      await change()
      clearTimeout(tellTimer)
    },
    sentUrl: () => (status === 'listening' ? (address()?.url ?? null) : null),
    state,
    async addSecret(secret) {
      await secrets.add(secret)
      await change()
      return state()
    },
    async removeSecret(slot) {
      await secrets.remove(slot).finally(change)
      return state()
    },
    renewPath() {
      settings.changePrivate({ webhookPath: null })
      tell()
      return state()
    },
    secrets: secrets.all,
  }
}
