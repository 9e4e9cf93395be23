import type { Log } from '../log'
import type { Account } from '../settings'
import type { Database } from '../storage'
import type { Answer, Operation } from './call'
import { dialectOfSchema, dialectSchema, introspectionQuery, learn, richestDialect, type Dialect } from './dialect'
import { proofDocument, proofOperation } from './documents'
import { answerError, isValidationRefusal } from './errors'

interface Parts {
  database: Database
  log: Log
  /** @throws AppError */
  ask(account: Account, operation: Operation): Promise<Answer>
}

interface Dialects {
  /** How the account's endpoint speaks, asked for the first time it is needed. @throws AppError when it cannot be asked. */
  of(account: Account): Promise<Dialect>
  /** After a refused document. Returns whether documents will differ. @throws AppError when it cannot be asked. */
  relearn(account: Account, messages: readonly string[]): Promise<boolean>
}

const mostRounds = 12

/** Remembers dialects in the database, one an endpoint. */
export function openDialects({ database, log, ask }: Parts): Dialects {
  const known = new Map<string, Dialect>()
  const asking = new Map<string, Promise<Dialect>>()

  const remember = (account: Account, dialect: Dialect) => {
    known.set(account.endpoint, dialect)
    database.run(
      `INSERT INTO dialects (scope, endpoint, dialect, learned_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (scope) DO UPDATE SET endpoint = excluded.endpoint, dialect = excluded.dialect, learned_at = excluded.learned_at`,
      [scopeOf(account), account.endpoint, JSON.stringify(dialect), Date.now()],
    )
    return dialect
  }
  const remembered = (account: Account): Dialect | null => {
    const row = database.get<{ endpoint: string; dialect: string }>('SELECT endpoint, dialect FROM dialects WHERE scope = ?', [scopeOf(account)])
    if (!row || row.endpoint !== account.endpoint) return null
    return dialectSchema.safeParse(JSON.parse(row.dialect)).data ?? null
  }

  /** Sends the document without the variables it requires, until nothing more is learned from what comes back. */
  const prove = async (account: Account, start: Dialect): Promise<Dialect> => {
    let dialect = start
    for (let round = 0; round < mostRounds; round++) {
      const answer = await ask(account, { query: proofDocument(dialect), operationName: proofOperation(dialect) })
      const learned = learn(dialect, answer.faults.map((fault) => fault.message))
      if (learned === dialect) {
        if (!isValidationRefusal(answer)) log.warn('The endpoint answered a proof in an unexpected way', { status: answer.status })
        return dialect
      }
      dialect = learned
    }
    return dialect
  }
  const discover = async (account: Account): Promise<Dialect> => {
    const answer = await ask(account, { query: introspectionQuery })
    const described = dialectOfSchema(answer.data)
    if (described) return described
    if (!isValidationRefusal(answer) && !answer.data) {
      // A refusal of the account or a broken endpoint says nothing about how it speaks.
      const error = answerError(answer)
      if (error.code !== 'unknown-code') throw error
    }
    log.info('The endpoint does not describe itself; learning from what it refuses')
    return prove(account, richestDialect)
  }
  const once = (account: Account, work: () => Promise<Dialect>): Promise<Dialect> => {
    const running = asking.get(account.endpoint)
    if (running) return running
    const promise = work()
      .then((dialect) => remember(account, dialect))
      .finally(() => asking.delete(account.endpoint))
    asking.set(account.endpoint, promise)
    return promise
  }

  return {
    async of(account) {
      const ready = known.get(account.endpoint) ?? remembered(account)
      if (ready === null) return once(account, () => discover(account))
      known.set(account.endpoint, ready)
      return ready
    },
    async relearn(account, messages) {
      const before = known.get(account.endpoint) ?? remembered(account) ?? richestDialect
      const learned = learn(before, messages)
      const after = await once(account, () => (learned === before ? discover(account) : prove(account, learned)))
      return JSON.stringify(after) !== JSON.stringify(before)
    },
  }
}

/** The embedded sandbox is one endpoint, at another port with each start. */
function scopeOf(account: Account): string {
  return account.kind === 'sandbox' ? 'sandbox' : account.endpoint
}
