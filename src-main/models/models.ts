import type { Catalogue, Provider } from '../../src-shared/provider'
import { providerKey } from '../../src-shared/provider'
import { AppError, toAppError } from '../../src-shared/errors'
import type { Announce } from '../announce'
import type { Api } from '../api'
import type { Log } from '../log'
import type { Account, Accounts } from '../settings'
import type { Database } from '../storage'
import { providersSchema, readShippedCatalogue } from './shipped'

/** After a question that failed, this long nothing asks by itself again. */
const quietMilliseconds = 60_000

/** What the account in use can generate with. */
export interface Models {
  /** What is known right now. Asks the API in the background when that is not from this run. */
  list(): Catalogue
  /** @throws AppError when the API could not be asked; what was known stays. */
  refresh(): Promise<Catalogue>
  setFavourite(key: string, favourite: boolean): Catalogue
  /** A model by type and id, as last told to the account; null when unknown. */
  find(accountId: string, key: string): Provider | null
  close(): void
}

interface Parts {
  api: Pick<Api, 'providers'>
  accounts: Pick<Accounts, 'current' | 'onChanged'>
  database: Database
  announce: Announce
  log: Log
  /** The file in resources/. */
  shippedCatalogue: string
}

interface Known {
  providers: Provider[]
  byKey: Map<string, Provider>
  fetchedAt: number
  ofThisRun: boolean
}

export function openModels({ api, accounts, database, announce, log, shippedCatalogue }: Parts): Models {
  const known = new Map<string, Known>()
  const refreshing = new Map<string, Promise<Catalogue>>()
  const closing = new AbortController()
  const failedAt = new Map<string, number>()
  let shipped: Provider[] | null = null

  const keep = (account: string, providers: Provider[], fetchedAt: number, ofThisRun: boolean): Known => {
    const entry = { providers, byKey: new Map(providers.map((provider) => [providerKey(provider), provider])), fetchedAt, ofThisRun }
    known.set(account, entry)
    return entry
  }
  const read = (accountId: string): Known | null => {
    const ready = known.get(accountId)
    if (ready) return ready
    const row = database.get<{ providers: string; fetched_at: number }>('SELECT providers, fetched_at FROM catalogues WHERE account_id = ?', [accountId])
    const providers = row && providersSchema.safeParse(JSON.parse(row.providers)).data
    return row && providers ? keep(accountId, providers, row.fetched_at, false) : null
  }
  const favourites = () => database.all<{ key: string }>('SELECT key FROM favourite_models ORDER BY at, key').map((row) => row.key)
  const catalogue = (): Catalogue => {
    const account = accounts.current()
    const entry = account && read(account.id)
    if (entry) return { providers: entry.providers, source: entry.ofThisRun ? 'network' : 'cache', fetchedAt: entry.fetchedAt, favourites: favourites() }
    return { providers: (shipped ??= readShippedCatalogue(shippedCatalogue)), source: 'shipped', fetchedAt: null, favourites: favourites() }
  }
  const ask = (account: Account): Promise<Catalogue> => {
    const running = refreshing.get(account.id)
    if (running) return running
    const asked = api
      .providers(account, closing.signal)
      .then((providers) => {
        const fetchedAt = Date.now()
        database.run(
          `INSERT INTO catalogues (account_id, providers, fetched_at) VALUES (?, ?, ?)
           ON CONFLICT (account_id) DO UPDATE SET providers = excluded.providers, fetched_at = excluded.fetched_at`,
          [account.id, JSON.stringify(providers), fetchedAt],
        )
        keep(account.id, providers, fetchedAt, true)
        const now = catalogue()
        announce('models.changed', now)
        return now
      })
      .finally(() => refreshing.delete(account.id))
    refreshing.set(account.id, asked)
    return asked
  }
  const askInBackground = () => {
    const account = accounts.current()
    if (account === null || closing.signal.aborted || known.get(account.id)?.ofThisRun) return
    if (performance.now() - (failedAt.get(account.id) ?? -Infinity) < quietMilliseconds) return
    ask(account).catch((error: unknown) => {
      failedAt.set(account.id, performance.now())
      log.info('The models could not be asked for', { code: toAppError(error).code })
    })
  }
  const stop = accounts.onChanged(() => {
    announce('models.changed', catalogue())
    askInBackground()
  })

  return {
    list() {
      askInBackground()
      return catalogue()
    },
    async refresh() {
      const account = accounts.current()
      if (account === null) throw new AppError('no-key', 'There is no account to ask')
      return ask(account)
    },
    setFavourite(key, favourite) {
      if (favourite) database.run('INSERT INTO favourite_models (key, at) VALUES (?, ?) ON CONFLICT (key) DO NOTHING', [key, Date.now()])
      else database.run('DELETE FROM favourite_models WHERE key = ?', [key])
      const now = catalogue()
      announce('models.changed', now)
      return now
    },
    find: (accountId, key) => read(accountId)?.byKey.get(key) ?? null,
    close() {
      stop()
      closing.abort()
    },
  }
}
