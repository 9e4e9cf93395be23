import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

const appName = 'Doitong Studio'

/** What decides where a user's folders are. */
export interface Machine {
  platform: NodeJS.Platform
  home: string
  environment: Readonly<Record<string, string | undefined>>
}

export function thisMachine(): Machine {
  return { platform: process.platform, home: homedir(), environment: process.env }
}

/** The app's own profile: where Electron puts `userData` for a program of this name. */
export function defaultProfile(machine: Machine): string {
  const { platform, home, environment } = machine
  switch (platform) {
    case 'win32':
      return join(environment['APPDATA'] || join(home, 'AppData', 'Roaming'), appName)
    case 'darwin':
      return join(home, 'Library', 'Application Support', appName)
    default:
      return join(configFolder(machine), appName)
  }
}

/** The app's own default library, beside the user's pictures as Electron finds them. */
export function defaultLibrary(machine: Machine): string {
  const { platform, home } = machine
  const pictures = platform === 'win32' || platform === 'darwin' ? null : userFolder(machine, 'PICTURES')
  return join(pictures ?? join(home, 'Pictures'), appName)
}

function configFolder({ home, environment }: Machine): string {
  return environment['XDG_CONFIG_HOME'] || join(home, '.config')
}

/** A folder out of `user-dirs.dirs`: shell assignments, absolute or below `$HOME`. */
function userFolder(machine: Machine, name: string): string | null {
  let text: string
  try {
    text = readFileSync(join(configFolder(machine), 'user-dirs.dirs'), 'utf8')
  } catch {
    return null
  }
  const value = [...text.matchAll(/^\s*XDG_(\w+)_DIR\s*=\s*"((?:[^"\\]|\\.)*)"/gm)].findLast((match) => match[1] === name)?.[2]?.replaceAll(/\\(.)/g, '$1')
  if (value === undefined) return null
  if (value.startsWith('$HOME/')) return join(machine.home, value.slice('$HOME/'.length))
  return isAbsolute(value) ? value : null
}
