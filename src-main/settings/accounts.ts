import { createHash } from 'node:crypto'
import { AppError, toAppError } from '../../src-shared/errors'
import type { AccountState, KeyPlace } from '../../src-shared/settings'
import type { Log } from '../log'
import type { Database } from '../storage'
import type { Keychain } from './credentials'
import type { SettingsStore } from './store'

/** Who is asked and who pays. The sandbox's endpoint changes with each start, its id does not. */
export interface Account {
  id: string
  kind: 'sandbox' | 'key'
  endpoint: string
  host: string
  key: string
}

export const sandboxAccountId = 'sandbox'

export interface RunningSandbox {
  endpoint: string
  key: string
}

export interface Accounts {
  /** Null while the keychain or the sandbox has not answered yet, or when a stored key cannot be read. */
  current(): Account | null
  state(): AccountState
  onChanged(listener: () => void): () => void
  /** Finds out whose turn it is: the stored key of the endpoint in the settings, or without one the sandbox. */
  load(): Promise<void>
  setKey(key: string): Promise<void>
  deleteKey(): Promise<void>
  /** The key stored for the endpoint in use; null without one. */
  storedKey(): string | null
}

interface Options {
  settings: SettingsStore
  keychain: Keychain
  database: Database
  log: Log
  /** Starts the embedded sandbox, or returns the one that runs. */
  startSandbox(): Promise<RunningSandbox>
}

/** An account's name: the endpoint and the key's fingerprint, so that another key is another account. The key cannot be read back from it. */
export function accountId(endpoint: string, key: string): string {
  return `key-${createHash('sha256').update(`${endpoint}\n${key}`).digest('hex').slice(0, 20)}`
}

export function openAccounts({ settings, keychain, database, log, startSandbox }: Options): Accounts {
  const listeners = new Set<() => void>()
  let account: Account | null = null
  let keyPlace: KeyPlace = 'none'
  let keychainProblem: string | null = null
  /** Keys that no keychain would take: kept for this run only, by endpoint. */
  const keysOfThisRun = new Map<string, string>()
  let endpointInUse = settings.get().endpoint
  let turn = 0

  const use = (next: Account | null) => {
    account = next
    if (next !== null) {
      database.run('INSERT INTO accounts (id, kind, host, endpoint, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET endpoint = excluded.endpoint', [
        next.id, next.kind, next.host, next.endpoint, Date.now(),
      ])
    }
    for (const listener of listeners) listener()
  }
  const isKeyed = (endpoint: string) => settings.getPrivate().keyedEndpoints.includes(endpoint)
  const markKeyed = (endpoint: string, keyed: boolean) => {
    const others = settings.getPrivate().keyedEndpoints.filter((one) => one !== endpoint)
    settings.changePrivate({ keyedEndpoints: keyed ? [...others, endpoint] : others })
  }
  const readKey = async (endpoint: string): Promise<string | null> => {
    const ofThisRun = keysOfThisRun.get(endpoint)
    if (ofThisRun !== undefined) {
      keyPlace = 'run'
      return ofThisRun
    }
    if (!isKeyed(endpoint)) {
      keyPlace = 'none'
      return null
    }
    try {
      const key = await keychain.read(endpoint)
      keychainProblem = null
      keyPlace = key === null ? 'none' : 'keychain'
      if (key === null) markKeyed(endpoint, false)
      return key
    } catch (error) {
      keychainProblem = toAppError(error).message
      keyPlace = 'none'
      log.warn('The keychain did not give the key', { error })
      return null
    }
  }
  const load = async () => {
    const mine = ++turn
    const endpoint = settings.get().endpoint
    endpointInUse = endpoint
    const key = await readKey(endpoint)
    if (mine !== turn) return
    if (key !== null) {
      use({ id: accountId(endpoint, key), kind: 'key', endpoint, host: new URL(endpoint).host, key })
    } else if (isKeyed(endpoint)) {
      // A key is stored and cannot be read: waiting for it is right, going on with the sandbox in its place is not.
      use(null)
    } else {
      use(null)
      const sandbox = await startSandbox()
      if (mine !== turn) return
      use({ id: sandboxAccountId, kind: 'sandbox', endpoint: sandbox.endpoint, host: new URL(sandbox.endpoint).host, key: sandbox.key })
    }
  }
  settings.onChanged(() => {
    if (settings.get().endpoint !== endpointInUse) void load().catch((error: unknown) => log.error('No account after the endpoint changed', { error }))
  })
  return {
    current: () => account,
    state: () => {
      const endpoint = settings.get().endpoint
      const isSandbox = account === null ? !isKeyed(endpoint) && !keysOfThisRun.has(endpoint) : account.kind === 'sandbox'
      return {
        kind: isSandbox ? 'sandbox' : 'key',
        accountId: account?.id ?? '',
        host: isSandbox ? '' : new URL(endpoint).host,
        keyPlace,
        keychainProblem,
        sandboxReady: account?.kind === 'sandbox',
      }
    },
    onChanged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load,
    async setKey(key) {
      if (/[^\x21-\x7e]/.test(key)) throw new AppError('bad-request', 'A key holds no spaces and only plain characters')
      const endpoint = settings.get().endpoint
      try {
        await keychain.write(endpoint, key)
        keychainProblem = null
        keysOfThisRun.delete(endpoint)
        markKeyed(endpoint, true)
      } catch (error) {
        keychainProblem = toAppError(error).message
        log.warn('The keychain did not take the key; it is kept for this run', { error })
        keysOfThisRun.set(endpoint, key)
      }
      await load()
    },
    async deleteKey() {
      const endpoint = settings.get().endpoint
      const wasStored = isKeyed(endpoint)
      keysOfThisRun.delete(endpoint)
      if (wasStored) {
        await keychain.remove(endpoint)
        markKeyed(endpoint, false)
      }
      await load()
    },
    storedKey: () => (account?.kind === 'key' ? account.key : null),
  }
}
