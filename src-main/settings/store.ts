import { settingsSchema, type Settings, type SettingsPatch } from '../../src-shared/settings'
import { AppError } from '../../src-shared/errors'

/** The settings file: electron-store in the app, its base `conf` on the same file where Electron is not. Both write atomically. */
export interface SettingsFile {
  read(): Record<string, unknown>
  write(values: Record<string, unknown>): void
}

/** What main alone may know: paths, and for which endpoints a key was put into the keychain. */
export interface PrivateSettings {
  libraryFolder: string | null
  ffmpegPath: string | null
  keyedEndpoints: string[]
  /** Drawn at random when webhooks are first looked at. */
  webhookPath: string | null
  /** Which webhook secrets were put into the keychain. */
  webhookSecrets: string[]
  /** Where the window was, checked by the window. */
  window: unknown
}

export interface SettingsStore {
  get(): Settings
  change(patch: SettingsPatch): Settings
  getPrivate(): PrivateSettings
  changePrivate(patch: Partial<PrivateSettings>): void
  /** The folder chosen, or the default one. */
  libraryFolder(): string
  onChanged(listener: () => void): () => void
}

/**
 * Reads field by field: one that does not parse (edited by hand, written by another version) falls back to its default, the others stay.
 */
export function openSettings(file: SettingsFile, defaults: { libraryFolder: string }): SettingsStore {
  const listeners = new Set<() => void>()
  let stored = file.read()
  const write = (values: Record<string, unknown>) => {
    stored = { ...stored, ...values }
    file.write(stored)
    for (const listener of listeners) listener()
  }
  const get = (): Settings => {
    const fields = settingsSchema.shape
    const parsed = Object.entries(fields).map(([name, field]) => {
      const result = field.safeParse(stored[name])
      return [name, result.success ? result.data : field.parse(undefined)]
    })
    return Object.fromEntries(parsed) as Settings
  }
  const texts = (name: string) => {
    const value = stored[name]
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  }
  const getPrivate = (): PrivateSettings => ({
    libraryFolder: typeof stored['libraryFolder'] === 'string' ? stored['libraryFolder'] : null,
    ffmpegPath: typeof stored['ffmpegPath'] === 'string' ? stored['ffmpegPath'] : null,
    keyedEndpoints: texts('keyedEndpoints'),
    webhookPath: isToken(stored['webhookPath']) ? stored['webhookPath'] : null,
    webhookSecrets: texts('webhookSecrets'),
    window: stored['window'],
  })
  return {
    get,
    change(patch) {
      if (patch.endpoint !== undefined) checkEndpoint(patch.endpoint)
      write(Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)))
      return get()
    },
    getPrivate,
    changePrivate: (patch) => write({ ...patch }),
    libraryFolder: () => getPrivate().libraryFolder ?? defaults.libraryFolder,
    onChanged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{32}$/.test(value)
}

/** True for 127.0.0.0/8, [::1] and localhost: a server on this machine. */
function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/** A key must not travel in the clear: plain http is for servers on this machine only. @throws AppError `bad-request` */
export function checkEndpoint(endpoint: string): void {
  const url = new URL(endpoint)
  if (url.username !== '' || url.password !== '') throw new AppError('bad-request', 'An endpoint must not hold a user name or password')
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw new AppError('bad-request', 'An endpoint must begin with https://, except on this machine', { details: { host: url.host } })
  }
}
