import LibsqlDatabase from 'libsql'
import { AppError } from '../../src-shared/errors'
import { readOnlyAddress } from './worker'

export type SqlValue = string | number | null | Uint8Array
export type SqlParameters = readonly SqlValue[]

/**
 * One writer connection on one SQLite file. Calls are synchronous, so that what must be on disk before a byte goes out is on disk when
 * the call returns: WAL with `synchronous=FULL`, read back after opening because WAL's default is weaker. Where WAL cannot be had, a
 * rollback journal with `EXTRA`: FULL would not sync the folder after the journal's removal, which is the commit there.
 */
export interface Database {
  readonly file: string
  /** Another connection can read while this one writes. */
  readonly hasWal: boolean
  /** What another connection on the same file was refused, as an error of ours. */
  refused(error: unknown): unknown
  /** Rows a statement changed. */
  run(sql: string, parameters?: SqlParameters): number
  get<Row>(sql: string, parameters?: SqlParameters): Row | undefined
  all<Row>(sql: string, parameters?: SqlParameters): Row[]
  exec(sql: string): void
  /** Commits when `work` returns, rolls back when it throws. A call inside another joins it. */
  transaction<T>(work: () => T): T
  close(): void
}

/** How many prepared statements are kept; the app's own texts are far fewer, generated ones (lists of ids) come and go. */
const keptStatements = 200

interface DatabaseOptions {
  readOnly?: boolean
  /** A file system without shared memory: no write-ahead log. */
  withoutWal?: boolean
  /** SQLite met pages that cannot be: the file has to be looked into before it is used again. */
  onDamage?(): void
}

/** @throws AppError `storage-failed` when the file cannot be opened or durability cannot be had. */
export function openDatabase(file: string, options: DatabaseOptions = {}): Database {
  let raw: LibsqlDatabase.Database
  try {
    raw = new LibsqlDatabase(options.readOnly ? readOnlyAddress(file) : file)
    if (!options.readOnly) {
      raw.exec(`PRAGMA journal_mode = ${options.withoutWal ? 'DELETE' : 'WAL'}`)
      raw.exec(`PRAGMA synchronous = ${options.withoutWal ? 'EXTRA' : 'FULL'}`)
      raw.exec('PRAGMA fullfsync = ON')
    }
    raw.exec('PRAGMA foreign_keys = ON')
    raw.exec('PRAGMA busy_timeout = 2000')
    raw.exec('PRAGMA temp_store = MEMORY')
  } catch (error) {
    throw storageError(error)
  }
  const statements = new Map<string, LibsqlDatabase.Statement<unknown[]>>()
  const prepare = (sql: string) => {
    const known = statements.get(sql)
    if (known) return known
    const statement = raw.prepare(sql)
    if (statements.size >= keptStatements) statements.delete(statements.keys().next().value as string)
    statements.set(sql, statement)
    return statement
  }
  const refused = (error: unknown): unknown => {
    if (isDamage(error)) options.onDamage?.()
    return storageError(error)
  }
  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw refused(error)
    }
  }
  let depth = 0
  const database: Database = {
    file,
    hasWal: options.withoutWal !== true,
    refused,
    run: (sql, parameters = []) => guarded(() => prepare(sql).run(...parameters).changes),
    // `.get()` of this driver adds a column of its own; `.all()` does not.
    get: <Row>(sql: string, parameters: SqlParameters = []) => guarded(() => prepare(sql).all(...parameters)[0] as Row | undefined),
    all: <Row>(sql: string, parameters: SqlParameters = []) => guarded(() => prepare(sql).all(...parameters) as Row[]),
    exec: (sql) => guarded(() => void raw.exec(sql)),
    transaction: (work) => {
      if (depth > 0) return work()
      guarded(() => raw.exec('BEGIN IMMEDIATE'))
      depth++
      try {
        const value = work()
        guarded(() => raw.exec('COMMIT'))
        return value
      } catch (error) {
        if (raw.inTransaction) raw.exec('ROLLBACK')
        throw error
      } finally {
        depth--
      }
    },
    close: () => {
      // The driver closes the file when the last statement is collected, which may be never: nothing is left to do then.
      if (!options.readOnly && !options.withoutWal) {
        try {
          raw.exec('PRAGMA wal_checkpoint(TRUNCATE)')
        } catch {
          // What is in the write-ahead log is as safe there.
        }
      }
      statements.clear()
      raw.close()
    },
  }
  const synchronous = database.get<{ synchronous: number }>('PRAGMA synchronous')?.synchronous
  if (!options.readOnly && (synchronous ?? 0) < 2) {
    database.close()
    throw new AppError('storage-failed', `The database does not promise durable writes (synchronous=${synchronous})`)
  }
  return database
}

/** Everything SQLite refuses (full disk, read-only, damaged file) stops the queue before money moves; a mistake of ours stays a bug. */
function storageError(error: unknown): unknown {
  const code = sqliteCode(error)
  if (!/^SQLITE_(FULL|READONLY|IOERR|CORRUPT|NOTADB|CANTOPEN|BUSY|LOCKED|PERM|AUTH)/.test(code)) return error
  return new AppError('storage-failed', `The database refused: ${code}`, { cause: error })
}

function sqliteCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

function isDamage(error: unknown): boolean {
  return isDamageCode(sqliteCode(error))
}

/** Pages that contradict each other, a file that is none of SQLite's, or one that ends too early. */
export function isDamageCode(code: string): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(code)
}
