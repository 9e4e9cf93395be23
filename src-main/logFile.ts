import { join } from 'node:path'
import electronLog from 'electron-log/node'
import { redacting, type Log } from './log'

/** The app's log in the profile, rotated by electron-log at 5 MB; on the terminal from a level on, or not at all. */
export function openLogFile(folder: string, options: { console: 'info' | 'warn' | false; secrets: () => readonly string[] }): Log {
  // Asked for though the path is given: plain Node has no app whose name could be looked up.
  electronLog.transports.file.setAppName('Doitong Studio')
  electronLog.transports.file.resolvePathFn = () => join(folder, 'main.log')
  electronLog.transports.file.maxSize = 5 * 1024 * 1024
  electronLog.transports.file.level = 'info'
  electronLog.transports.console.level = options.console
  return redacting((level, line) => electronLog[level](line), options.secrets)
}
