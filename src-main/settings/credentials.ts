import { AppError } from '../../src-shared/errors'

/** The operating system's keychain, one secret a name: a key goes by its endpoint. Every call may fail: no bus, locked, denied. */
export interface Keychain {
  read(name: string): Promise<string | null>
  write(name: string, secret: string): Promise<void>
  remove(name: string): Promise<void>
}

const service = 'Doitong Studio'
/** A locked keychain may ask its user for a password: time enough to type one, but not for ever. */
const answerTimeoutMilliseconds = 60_000

/**
 * keytar, loaded when first asked: its native part needs libraries that a machine may lack, and the app starts without them.
 */
export function openKeychain(): Keychain {
  const load = async () => (await import('keytar')).default
  return {
    read: (name) => answered(async () => (await load()).getPassword(service, name)),
    write: (name, secret) => answered(async () => (await load()).setPassword(service, name, secret)),
    remove: (name) => answered(async () => void (await (await load()).deletePassword(service, name))),
  }
}

/** @throws AppError `keychain-unavailable` with the system's own words. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The keychain did not answer')), answerTimeoutMilliseconds)
  })
  try {
    return await Promise.race([ask(), late])
  } catch (error) {
    throw new AppError('keychain-unavailable', error instanceof Error ? error.message : String(error), { cause: error })
  } finally {
    clearTimeout(timer)
  }
}
