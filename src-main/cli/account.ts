import { toAppError } from '../../src-shared/errors'
import type { Keychain } from '../settings'
import { UsageError } from './exit'

/** The variable that holds a key. */
export const keyVariable = 'DOITONG_API_KEY'

/** Who pays: a key, or nobody. */
export type Payer = { kind: 'sandbox' } | { kind: 'key'; key: string }

interface Options {
  endpoint: string
  sandbox: boolean
  environmentKey: string | undefined
  /** Endpoints that the settings know a key of. */
  keyedEndpoints: readonly string[]
  keychain: Pick<Keychain, 'read'>
}

/**
 * The key of the environment, else the keychain's. The sandbox only where it is asked for: a night's batch that quietly went there would
 * look like a success in the morning.
 *
 * @throws UsageError
 */
export async function choosePayer({ endpoint, sandbox, environmentKey, keyedEndpoints, keychain }: Options): Promise<Payer> {
  if (sandbox) return { kind: 'sandbox' }
  if (environmentKey !== undefined && environmentKey !== '') {
    const key = environmentKey.trim()
    if (/[^\x21-\x7e]/.test(key)) throw new UsageError(`${keyVariable} holds no usable key: spaces or characters that no key has.`)
    return { kind: 'key', key }
  }
  if (!keyedEndpoints.includes(endpoint)) throw new UsageError(`There is no key for ${new URL(endpoint).host}. ${help}`)
  let key: string | null
  try {
    key = await keychain.read(endpoint)
  } catch (error) {
    throw new UsageError(`The keychain did not give the key for ${new URL(endpoint).host} (${toAppError(error).message}). ${help}`)
  }
  if (key === null) throw new UsageError(`The keychain no longer has a key for ${new URL(endpoint).host}. ${help}`)
  return { kind: 'key', key }
}

const help = `Set ${keyVariable}, or save a key in the app's settings. To try it without a key, add --sandbox.`
