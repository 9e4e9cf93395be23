import { z } from 'zod'

export const languages = ['system', 'en', 'es'] as const
export const themes = ['system', 'dark', 'light'] as const
export const plans = ['free', 'starter', 'pro', 'enterprise'] as const
export type Plan = (typeof plans)[number]

/** The vendor's endpoint, stated on its own page. */
export const vendorEndpoint = 'https://api.doitong.com/graphql'

export const settingsSchema = z.strictObject({
  language: z.enum(languages).default('system'),
  theme: z.enum(themes).default('dark'),
  endpoint: z.url({ protocol: /^https?$/ }).max(2_048).default(vendorEndpoint),
  plan: z.enum(plans).default('free'),
  /** False until the first-run screen was answered. */
  welcomed: z.boolean().default(false),
})
export type Settings = z.infer<typeof settingsSchema>

export const settingsPatchSchema = settingsSchema.partial()
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
