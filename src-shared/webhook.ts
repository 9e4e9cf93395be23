import { z } from 'zod'

/** A header's name, as HTTP allows it. */
const headerName = z.string().regex(/^[A-Za-z\d!#$%&'*+.^_`|~-]{1,100}$/)

/** A tunnel needs a port that stays; those below 1024 belong to the system. */
export const webhookPorts = { min: 1_024, max: 65_535 } as const

export const webhookSettingsSchema = z.strictObject({
  enabled: z.boolean(),
  port: z.number().int().min(webhookPorts.min).max(webhookPorts.max),
  /** Where the user's tunnel can be reached from outside; empty: not set yet. */
  publicUrl: z.union([z.literal(''), z.string().max(1_000).refine(isPublicUrl)]),
  signatureHeader: headerName,
  /** Empty: no time is looked at. */
  timestampHeader: z.union([z.literal(''), headerName]),
})
export type WebhookSettings = z.infer<typeof webhookSettingsSchema>

export const defaultWebhooks: WebhookSettings = {
  enabled: false, port: 47_800, publicUrl: '', signatureHeader: 'X-Doitong-Signature', timestampHeader: '',
}

/** https with nothing but a host and a path; plain http only for a server on this machine. */
export function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const isLocal = url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname)
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)
  return isSafe && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
}

/** Two may hold at a time, so that a change of secret can overlap. */
export const webhookSecretSlots = ['first', 'second'] as const
export type WebhookSecretSlot = (typeof webhookSecretSlots)[number]

/** Only `listening` sends an address along with jobs; in every other state the app asks by itself, as it does without webhooks. */
export type WebhookStatus = 'off' | 'no-address' | 'no-secret' | 'secret-unreadable' | 'starting' | 'listening' | 'port-in-use' | 'port-refused'

/** What the settings screen shows of the listener. */
export interface WebhookState {
  status: WebhookStatus
  /** What the tunnel has to reach on this machine. */
  localUrl: string
  /** What is sent along with jobs; null without a usable public address. */
  sentUrl: string | null
  /** `run`: only in memory, because the machine has no usable keychain. */
  secrets: { slot: WebhookSecretSlot; place: 'keychain' | 'run' }[]
  /** Since the app started. */
  counts: { accepted: number; unknownGeneration: number; badSignature: number; refused: number }
  /** Epoch milliseconds of the last accepted call. */
  lastAcceptedAt: number | null
}
