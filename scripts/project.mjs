// What every script shares: where the project is, where its cache is, and how a script speaks and ends.
import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A failure the user can mend: shown as its message alone, without a stack. */
export class SetupError extends Error {}

/** The per-user folder for what may be deleted at any time (the Electron runtime). */
export function cacheFolder() {
  const base =
    process.platform === 'win32' ? (process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'))
    : process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches')
    : process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  return join(base, 'doitong-studio')
}

export function isRoot() {
  return process.getuid?.() === 0
}

/**
 * One line to the user, on stderr: stdout belongs to what a script prints as its result.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * Runs a script's main function when that file was started by node, not when it is imported.
 * @param {string} moduleUrl
 * @param {(args: string[]) => Promise<number>} main resolves to the exit code
 */
export async function entry(moduleUrl, main) {
  const started = process.argv[1]
  if (!started || realpathSync(started) !== realpathSync(fileURLToPath(moduleUrl))) return
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    say(error instanceof SetupError ? `\n${error.message}` : String(error instanceof Error ? error.stack : error))
    process.exitCode = 1
  }
}
