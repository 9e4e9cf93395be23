import { z } from 'zod'
import { costToleranceSchema, noTolerance } from './money'
import { defaultLibrarySettings, librarySettingsSchema } from './librarySettings'
import { defaultWebhooks, webhookSettingsSchema } from './webhook'

export const languages = ['system', 'en', 'es'] as const
export const themes = ['system', 'dark', 'light'] as const
export const plans = ['free', 'starter', 'pro', 'enterprise'] as const
export type Plan = (typeof plans)[number]
export const closings = ['ask', 'tray', 'quit'] as const

/** The vendor's endpoint, stated on its own page. */
export const vendorEndpoint = 'https://api.doitong.com/graphql'

/** Thirty days. */
export const keyLifetimeMaxHours = 720

const fields = {
  language: z.enum(languages),
  theme: z.enum(themes),
  endpoint: z.url({ protocol: /^https?$/ }).max(2_048),
  plan: z.enum(plans),
  webhooks: webhookSettingsSchema,
  library: librarySettingsSchema,
  /** For how long a server knows an idempotency key; afterwards a request whose end is open is not sent again by itself. */
  keyLifetimeHours: z.number().int().min(1).max(keyLifetimeMaxHours),
  /** Endpoints that know no idempotency keys: there nothing is sent again by itself once its end is open. */
  endpointsWithoutKeys: z.array(z.string().max(2_048)).max(100),
  /** Cuts and exports keep what the source says about itself (title, date, own tags); else nothing of it. */
  keepMetadata: z.boolean(),
  /** By how much a job may cost more than estimated before its batch pauses. */
  costTolerance: costToleranceSchema,
  /** The computer does not fall asleep while jobs run. */
  keepAwake: z.boolean(),
  /** One notice of the system a batch, with its counts. */
  notifies: z.boolean(),
  /** What closing the window means while jobs wait or run. */
  whenClosed: z.enum(closings),
  /** False until the first-run screen was answered. */
  welcomed: z.boolean(),
}

export const settingsSchema = z.strictObject({
  language: fields.language.default('system'),
  theme: fields.theme.default('dark'),
  endpoint: fields.endpoint.default(vendorEndpoint),
  plan: fields.plan.default('free'),
  webhooks: fields.webhooks.default(defaultWebhooks),
  library: fields.library.default(defaultLibrarySettings),
  keyLifetimeHours: fields.keyLifetimeHours.default(24),
  endpointsWithoutKeys: fields.endpointsWithoutKeys.default([]),
  keepMetadata: fields.keepMetadata.default(true),
  costTolerance: fields.costTolerance.default(noTolerance),
  keepAwake: fields.keepAwake.default(true),
  notifies: fields.notifies.default(true),
  whenClosed: fields.whenClosed.default('ask'),
  welcomed: fields.welcomed.default(false),
})
export type Settings = z.infer<typeof settingsSchema>

/** Made of fields without defaults: zod would fill in those of an absent field, and every change would reset all other settings. */
export const settingsPatchSchema = z.strictObject(fields).partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

/** Where the key lives. `run`: only in memory, because the machine has no usable keychain. */
export type KeyPlace = 'none' | 'keychain' | 'run'

export interface AccountState {
  /** Without a key the embedded sandbox answers. */
  kind: 'sandbox' | 'key'
  accountId: string
  /** The host that is asked, for showing. */
  host: string
  keyPlace: KeyPlace
  /** Null when the keychain works, else why not. */
  keychainProblem: string | null
  sandboxReady: boolean
}

/** What a check of the key against the API found. */
export interface KeyCheck {
  accepted: boolean
  host: string
  /** How many models the key can use, when accepted. */
  models: number | null
}

/** Binaries in use and folders, as words to show: the page cannot use them as paths. */
export interface Surroundings {
  appVersion: string
  electronVersion: string
  platform: string
  libraryFolder: string
  libraryFolderIsDefault: boolean
  /** Null while the folder can be written to. */
  libraryProblem: 'missing' | 'read-only' | null
  ffmpeg: { version: string; place: 'settings' | 'system' | 'embedded'; path: string } | null
  ffmpegPathSet: boolean
  isDevelopment: boolean
}
