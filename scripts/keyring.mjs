// A D-Bus session and an unlocked keyring of their own for one command, so that tests store real secrets and no user's
// keyring is ever touched.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './processes.mjs'

const unlockAndRun = 'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the command's exit code
 */
export async function runWithKeyring(command, args, env) {
  if (process.platform !== 'linux') return run(command, args, { env })
  const home = mkdtempSync(join(tmpdir(), 'doitong-keyring-'))
  /** @param {string} name */
  const folder = (name) => {
    const path = join(home, name)
    mkdirSync(path, { mode: 0o700 })
    return path
  }
  const own = {
    XDG_DATA_HOME: folder('data'),
    XDG_CONFIG_HOME: folder('config'),
    XDG_CACHE_HOME: folder('cache'),
    XDG_RUNTIME_DIR: folder('runtime'), // the daemon's socket
  }
  try {
    return await run('dbus-run-session', ['--', 'sh', '-c', unlockAndRun, 'sh', command, ...args], { env: { ...env, ...own } })
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}
