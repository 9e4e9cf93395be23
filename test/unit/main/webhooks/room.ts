import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach } from 'vitest'
import { AppError } from '../../../../src-shared/errors'
import type { WebhookSettings } from '../../../../src-shared/webhook'
import { defaultWebhooks } from '../../../../src-shared/webhook'
import { silentLog } from '../../../../src-main/log'
import type { Keychain, SettingsFile } from '../../../../src-main/settings'
import { profilePaths } from '../../../../src-main/storage'
import { openStudio, type Studio } from '../../../../src-main/studio'
import type { Job } from '../../../../src-shared/job'
import type { Sandbox } from '../../../../src-sandbox/server'

const closing: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Closed after the test, the last opened first. */
export function closedAfterwards(close: () => Promise<void> | void): void {
  closing.push(close)
}

export function memoryFile(values: Record<string, unknown> = {}): SettingsFile {
  let stored = values
  return {
    read: () => stored,
    write: (next) => {
      stored = next
    },
  }
}

/** Stands for the system's keychain, which plain Node has not here. Its problem can come and go. */
export function memoryKeychain(): Keychain & { kept: Map<string, string>; problem: string | null } {
  const answer = async <T>(value: () => T): Promise<T> => {
    if (keychain.problem !== null) throw new AppError('keychain-unavailable', keychain.problem)
    return value()
  }
  const keychain = {
    kept: new Map<string, string>(),
    problem: null as string | null,
    read: (name: string) => answer(() => keychain.kept.get(name) ?? null),
    write: (name: string, secret: string) => answer(() => void keychain.kept.set(name, secret)),
    remove: (name: string) => answer(() => void keychain.kept.delete(name)),
  }
  return keychain
}

/** Waits for something to become true, however slow the machine is; the test's own limit ends a wait in vain. */
export async function until<T>(look: () => T | Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await look()
    if (holds(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export interface Room {
  studio: Studio
  webhooks(change: Partial<WebhookSettings>): void
  jobs(): Promise<Job[]>
  untilEnded(): Promise<Job[]>
}

/** The whole studio as the app composes it, with a key at `server`, started. */
export async function openRoom(server: Pick<Sandbox, 'url' | 'key'>, folder = mkdtempSync(join(tmpdir(), 'doitong-webhooks-'))): Promise<Room> {
  const platform = {
    surroundings: async () => {
      throw new AppError('not-possible-now', 'There is no desktop here')
    },
    chooseFolder: async () => null,
    chooseFile: async () => null,
    chooseMedia: async () => [], chooseText: async () => null, saveText: async () => false,
    showFolder: async () => {},
    showFile: () => {},
    trashFile: async () => {},
    startDrag: () => {},
    pathOfToken: () => null,
  }
  const studio = await openStudio({
    profile: profilePaths(join(folder, 'profile')),
    resources: resolve('resources'),
    log: silentLog,
    announce: () => {},
    settingsFile: memoryFile({ endpoint: server.url, plan: 'enterprise' }),
    defaultLibraryFolder: join(folder, 'library'),
    keychain: memoryKeychain(),
    startSandbox: async () => ({ endpoint: server.url, key: server.key }),
    platform,
  })
  closedAfterwards(async () => {
    await studio.close()
    rmSync(folder, { recursive: true, force: true })
  })
  await studio.accounts.setKey(server.key)
  await studio.start()
  const jobs = async () => (await studio.handlers['queue.snapshot']()).jobs
  return {
    studio,
    jobs,
    webhooks: (change) => {
      const before = studio.settings.get().webhooks ?? defaultWebhooks
      studio.settings.change({ webhooks: { ...before, ...change } })
    },
    untilEnded: () => until(jobs, (all) => all.length > 0 && all.every((job) => ['completed', 'failed', 'canceled', 'held'].includes(job.status))),
  }
}
