import { accessSync, constants, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError, toAppError } from '../../src-shared/errors'
import type { EventName, Events } from '../../src-shared/ipc'
import { openLogFile } from '../logFile'
import type { MayStart } from '../mayStart'
import { sandboxChild } from '../sandboxChild'
import { checkEndpoint, openKeychain, openSettings, type Keychain } from '../settings'
import { lockProfile, profilePaths } from '../storage'
import { openStudio, type Studio } from '../studio'
import { choosePayer, type Payer } from './account'
import type { QueueOptions } from './arguments'
import { UsageError } from './exit'
import { defaultLibrary, defaultProfile, thisMachine } from './places'
import { platformWithoutDesktop } from './platform'
import { openSettingsFile, withOverrides } from './settingsFile'

/** The studio, opened for one command; nothing of its queue runs before `studio.start()`. */
export interface Session {
  studio: Studio
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): void
  close(): Promise<void>
}

export interface Surroundings {
  /** The folder of the main bundle: the sandbox lies beside it, `resources/` two above. */
  here: string
  environmentKey: string | undefined
}

/**
 * Opens the app's own services on a profile that nobody else uses, with the account that the command is to pay with.
 *
 * @throws UsageError, AppError `already-running`, `newer-schema`, `storage-failed`, `library-unavailable`.
 */
export async function openSession(options: QueueOptions, mayStart: MayStart, { here, environmentKey }: Surroundings): Promise<Session> {
  const machine = thisMachine()
  const profile = profilePaths(resolve(options.profile ?? defaultProfile(machine)))
  const unlock = lockProfile(profile.lock)
  const closers: (() => void | Promise<void>)[] = [unlock]
  const close = async () => {
    for (const closer of closers.toReversed()) await closer()
  }
  try {
    let payer: Payer = { kind: 'sandbox' }
    let secrets = () => (payer.kind === 'key' ? [payer.key] : [])
    const log = openLogFile(profile.logs, { console: false, secrets: () => secrets() })
    // As in the app: one mistake does not end a night's work. What is on disk is right at any moment.
    const onMistake = (error: unknown) => log.error('A mistake was not caught', { error })
    process.on('uncaughtException', onMistake).on('unhandledRejection', onMistake)

    const file = withOverrides(openSettingsFile(profile.settings), {
      ...(options.endpoint !== null && { endpoint: allowed(options.endpoint) }),
      ...(options.plan !== null && { plan: options.plan }),
      ...(options.library !== null && { libraryFolder: madeFolder(resolve(options.library)) }),
    })
    const libraryDefault = { libraryFolder: defaultLibrary(machine) }
    const settings = openSettings(file, libraryDefault)
    const { endpoint } = settings.get()
    const keychain = openKeychain()
    payer = await choosePayer({ endpoint, sandbox: options.sandbox, environmentKey, keychain, keyedEndpoints: settings.getPrivate().keyedEndpoints })

    const listeners = new Map<EventName, (payload: never) => void>()
    const sandbox = sandboxChild({ entry: join(here, 'sandbox.js'), stateFolder: profile.sandbox, binaries: () => studio.binaries() })
    closers.push(() => sandbox.stop())
    const studio: Studio = await openStudio({
      profile,
      resources: join(here, '../../resources'),
      log,
      announce: (name, payload) => listeners.get(name)?.(payload as never),
      settingsFile: withOverrides(file, { keyedEndpoints: payer.kind === 'key' ? [endpoint] : [] }),
      defaultLibraryFolder: libraryDefault.libraryFolder,
      keychain: keychainOf(payer, endpoint, keychain),
      startSandbox: () => sandbox.start(),
      platform: platformWithoutDesktop,
      mayStart,
      // A command is given now, whatever hours the app keeps; its caps hold all the same.
      keepsHours: false,
    })
    closers.push(() => studio.close())
    secrets = () => [...(payer.kind === 'key' ? [payer.key] : []), ...studio.secrets()]
    assertWritable(studio.settings.libraryFolder())
    await studio.accounts.load()
    return { studio, close, on: (name, listener) => void listeners.set(name, listener as (payload: never) => void) }
  } catch (error) {
    await close()
    throw error
  }
}

/** The key that was chosen, for its endpoint; what the keychain holds stays as it is. */
function keychainOf(payer: Payer, endpoint: string, keychain: Keychain): Keychain {
  const refuse = () => Promise.reject(new AppError('not-possible-now', 'A command stores no key'))
  return { read: async (name) => (payer.kind === 'key' && name === endpoint ? payer.key : keychain.read(name)), write: refuse, remove: refuse }
}

/** By the same rule as in the app's settings. */
function allowed(endpoint: string): string {
  try {
    checkEndpoint(endpoint)
    return endpoint
  } catch (error) {
    throw new UsageError(`--endpoint: ${toAppError(error).message}.`)
  }
}

function madeFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true })
    return folder
  } catch (error) {
    throw new UsageError(`--library: ${folder} cannot be made (${(error as NodeJS.ErrnoException).code}).`)
  }
}

function assertWritable(folder: string): void {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK)
  } catch (cause) {
    throw new AppError('library-unavailable', `The library folder ${folder} is not there, or cannot be written to.`, { cause })
  }
}
