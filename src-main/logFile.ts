import { join } from 'node:path'
import electronLog from 'electron-log/node'
import { redacting, type Log } from './log'

/** The app's log in the profile, rotated by electron-log at 5 MB, echoed to the terminal while developing. */
export function openLogFile(folder: string, options: { console: boolean; secrets: () => readonly string[] }): Log {
  electronLog.transports.file.resolvePathFn = () => join(folder, 'main.log')
  electronLog.transports.file.maxSize = 5 * 1024 * 1024
  electronLog.transports.file.level = 'info'
  electronLog.transports.console.level = options.console ? 'info' : 'warn'
  return redacting((level, line) => electronLog[level](line), options.secrets)
}
