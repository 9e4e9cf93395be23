/** What domain code logs to; the shell gives a file, the command line gives stderr, tests give nothing. Free of secrets by `redacting`. */
export interface Log {
  info(message: string, facts?: Record<string, unknown>): void
  warn(message: string, facts?: Record<string, unknown>): void
  error(message: string, facts?: Record<string, unknown>): void
}

/** The longest line that is written. */
const lineLimit = 8 * 1024

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

/**
 * A log whose lines never hold a secret of `secrets()` (the key in use), nor more than 8 KiB.
 */
export function redacting(write: (level: keyof Log, line: string) => void, secrets: () => readonly string[]): Log {
  const line = (level: keyof Log) => (message: string, facts?: Record<string, unknown>) => {
    let text = facts === undefined ? message : `${message} ${JSON.stringify(facts, errorsAsText)}`
    for (const secret of secrets()) if (secret.length > 0) text = text.replaceAll(secret, '[key]')
    write(level, text.length > lineLimit ? `${text.slice(0, lineLimit)}…` : text)
  }
  return { info: line('info'), warn: line('warn'), error: line('error') }
}

function errorsAsText(_name: string, value: unknown): unknown {
  return value instanceof Error ? (value.stack ?? value.message) : value
}
