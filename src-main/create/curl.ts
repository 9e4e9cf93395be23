import { AppError } from '../../src-shared/errors'
import type { JobRequest } from '../../src-shared/job'
import type { Api } from '../api'
import type { Accounts } from '../settings'
import type { References } from './references'

/**
 * A job as a command that asks for the same: its own body, in the dialect of the endpoint in use. The key is left to the environment, and
 * kept references are named instead of written out: they may be megabytes long.
 */
export async function curlCommand(
  request: JobRequest,
  { api, accounts, references }: { api: Pick<Api, 'prepare'>; accounts: Pick<Accounts, 'current'>; references: Pick<References, 'describe'> },
): Promise<string> {
  const account = accounts.current()
  if (account === null) throw new AppError('no-key', 'There is no account to ask')
  const body = await api.prepare(account, request)
  const text = body.map((part) => (typeof part === 'string' ? part : (references.describe([part.reference])[0]?.fileName ?? part.reference).replace(/^/, 'DATA-URI-OF:'))).join('')
  return [
    `curl ${quoted(account.endpoint)}`,
    '-H "Authorization: Bearer $DOITONG_API_KEY"',
    '-H "Content-Type: application/json"',
    // A repeat of the same command with the same key is not charged again.
    '-H "Idempotency-Key: $(uuidgen)"',
    `--data-raw ${quoted(text)}`,
  ].join(' \\\n  ')
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
