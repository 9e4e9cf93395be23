import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../../src-shared/errors'
import { settingsPatchSchema, settingsSchema, vendorEndpoint } from '../../../../src-shared/settings'
import { silentLog } from '../../../../src-main/log'
import { accountId, openAccounts, openSettings, type Keychain, type SettingsFile } from '../../../../src-main/settings'
import { migrate, openDatabase, type Database } from '../../../../src-main/storage'

function memoryFile(values: Record<string, unknown> = {}): SettingsFile {
  let stored = values
  return {
    read: () => stored,
    write: (next) => {
      stored = next
    },
  }
}

/** Stands for the system's keychain, which plain Node has not here; the real one is used in the end-to-end tests. */
function memoryKeychain(problem?: string): Keychain & { kept: Map<string, string> } {
  const kept = new Map<string, string>()
  const answer = async <T>(value: () => T): Promise<T> => {
    if (problem !== undefined) throw new AppError('keychain-unavailable', problem)
    return value()
  }
  return {
    kept,
    read: (endpoint) => answer(() => kept.get(endpoint) ?? null),
    write: (endpoint, key) => answer(() => void kept.set(endpoint, key)),
    remove: (endpoint) => answer(() => void kept.delete(endpoint)),
  }
}

describe('openSettings', () => {
  it('reads what parses and gives defaults for the rest', () => {
    const settings = openSettings(memoryFile({ theme: 'light', plan: 'gold', unknown: 1 }), { libraryFolder: '/l' })
    expect(settings.get()).toEqual({ ...settingsSchema.parse({}), theme: 'light', plan: 'free' })
    expect(settings.libraryFolder()).toBe('/l')
  })

  it('changes what is in a patch and nothing else', () => {
    expect(settingsPatchSchema.parse({ theme: 'light' })).toEqual({ theme: 'light' })
    const settings = openSettings(memoryFile({ plan: 'pro', welcomed: true }), { libraryFolder: '/l' })
    expect(settings.change(settingsPatchSchema.parse({ theme: 'light' }))).toMatchObject({ theme: 'light', plan: 'pro', welcomed: true })
  })

  it('keeps what another version wrote', () => {
    const file = memoryFile({ unknown: 1 })
    openSettings(file, { libraryFolder: '/l' }).change({ theme: 'light' })
    expect(file.read()).toEqual({ unknown: 1, theme: 'light' })
  })

  it.each([
    ['http://api.doitong.com/graphql', false],
    ['https://user:word@api.doitong.com/graphql', false],
    ['https://example.org/graphql', true],
    ['http://127.0.0.1:4000/graphql', true],
    ['http://127.0.0.1.evil.test/graphql', false],
    ['http://localhost:4000/graphql', true],
  ])('endpoint %s is allowed: %s', (endpoint, allowed) => {
    const settings = openSettings(memoryFile(), { libraryFolder: '/l' })
    if (allowed) expect(settings.change({ endpoint }).endpoint).toBe(endpoint)
    else expect(() => settings.change({ endpoint })).toThrow(expect.objectContaining({ code: 'bad-request' }))
  })
})

describe('openAccounts', () => {
  let folder: string
  let database: Database
  let starts: number
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'studio-accounts-'))
    database = openDatabase(join(folder, 'a.db'))
    migrate(database)
    starts = 0
  })
  afterEach(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const open = (keychain: Keychain, file = memoryFile()) => {
    const settings = openSettings(file, { libraryFolder: '/l' })
    const startSandbox = async () => {
      starts++
      return { endpoint: 'http://127.0.0.1:5/graphql', key: 'sandbox-key' }
    }
    return { settings, accounts: openAccounts({ settings, keychain, database, log: silentLog, startSandbox }) }
  }

  it('is the sandbox while no key is set', async () => {
    const { accounts } = open(memoryKeychain())
    await accounts.load()
    expect(accounts.current()).toMatchObject({ id: 'sandbox', kind: 'sandbox', key: 'sandbox-key' })
    expect(accounts.storedKey()).toBeNull()
  })

  it('keeps a key in the keychain, and uses it for its own endpoint only', async () => {
    const keychain = memoryKeychain()
    const { accounts, settings } = open(keychain)
    await accounts.setKey('secret')
    expect(accounts.current()).toMatchObject({ id: accountId(vendorEndpoint, 'secret'), kind: 'key', key: 'secret' })
    expect(accounts.state()).toMatchObject({ kind: 'key', keyPlace: 'keychain', keychainProblem: null })
    settings.change({ endpoint: 'https://other.test/graphql' })
    await accounts.load()
    expect(accounts.current()?.kind).toBe('sandbox')
  })

  it('keeps a key for this run where there is no keychain, and says so', async () => {
    const { accounts } = open(memoryKeychain('no bus'))
    await accounts.setKey('secret')
    expect(accounts.current()?.key).toBe('secret')
    expect(accounts.state()).toMatchObject({ keyPlace: 'run', keychainProblem: 'no bus' })
  })

  it('does not take the sandbox in place of a stored key that cannot be read', async () => {
    const file = memoryFile({ keyedEndpoints: [vendorEndpoint] })
    const { accounts } = open(memoryKeychain('locked'), file)
    await accounts.load()
    expect(accounts.current()).toBeNull()
    expect(accounts.state()).toMatchObject({ kind: 'key', keyPlace: 'none', keychainProblem: 'locked' })
    expect(starts).toBe(0)
  })

  it('returns to the sandbox when the key is deleted', async () => {
    const keychain = memoryKeychain()
    const { accounts } = open(keychain)
    await accounts.setKey('secret')
    await accounts.deleteKey()
    expect(keychain.kept.size).toBe(0)
    expect(accounts.current()?.kind).toBe('sandbox')
  })

  it('refuses a key that could not be a header', async () => {
    const { accounts } = open(memoryKeychain())
    await expect(accounts.setKey('two words')).rejects.toMatchObject({ code: 'bad-request' })
  })
})
