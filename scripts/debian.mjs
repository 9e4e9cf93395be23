// What the app and its tests need from the system: detected by what must be there (a library the loader knows, a program
// on PATH), whatever distribution it came from, and installed by Debian's package names where that is possible.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hasProgram } from './processes.mjs'
import { SetupError, isRoot, say } from './project.mjs'

/** @typedef {'run' | 'display' | 'tests' | 'check'} Purpose */
/** @typedef {{ library?: string, program?: string, package: string, renamed?: boolean, for: Purpose[], wishedFor?: Purpose[] }} Need */

/**
 * `for` stops without it; `wishedFor` installs it where we may and does without it elsewhere. `renamed` packages carry
 * the suffix t64 since Debian 13 and Ubuntu 24.04.
 * @type {Need[]}
 */
export const needs = [
  { library: 'libgtk-3.so.0', package: 'libgtk-3-0', renamed: true, for: ['run'] },
  { library: 'libnss3.so', package: 'libnss3', for: ['run'] },
  { library: 'libasound.so.2', package: 'libasound2', renamed: true, for: ['run'] },
  { library: 'libgbm.so.1', package: 'libgbm1', for: ['run'] },
  { library: 'libsecret-1.so.0', package: 'libsecret-1-0', for: ['run'], wishedFor: ['check'] },
  { program: 'Xvfb', package: 'xvfb', for: ['display', 'tests'] },
  { program: 'dbus-run-session', package: 'dbus-x11', for: ['tests'] },
  { program: 'gnome-keyring-daemon', package: 'gnome-keyring', for: ['tests'] },
  { program: 'ffmpeg', package: 'ffmpeg', for: ['tests'], wishedFor: ['run', 'check'] },
]

/**
 * The needs of these purposes that the system does not meet.
 * @param {Purpose[]} purposes
 * @param {(need: Need) => boolean} isPresent
 */
export function missingNeeds(purposes, isPresent) {
  /** @param {Purpose[] | undefined} list */
  const concerns = (list) => purposes.some((purpose) => list?.includes(purpose))
  const missing = needs.filter((need) => (concerns(need.for) || concerns(need.wishedFor)) && !isPresent(need))
  return { required: missing.filter((need) => concerns(need.for)), wished: missing.filter((need) => !concerns(need.for)) }
}

/**
 * Debian's names for what is missing, on the system that /etc/os-release describes.
 * @param {Need[]} missing
 * @param {string} osRelease
 */
export function packageNames(missing, osRelease) {
  const fields = Object.fromEntries([...osRelease.matchAll(/^(\w+)="?([^"\n]*)"?$/gm)].map((match) => [match[1], match[2]]))
  const version = Number(fields['VERSION_ID'] ?? Infinity) // Debian's testing and unstable name no version
  const hasNewNames = fields['ID'] === 'debian' ? version >= 13
    : fields['ID'] === 'ubuntu' ? version >= 24.04
    : (fields['UBUNTU_CODENAME'] ?? '') >= 'noble'
  return missing.map((need) => (need.renamed && hasNewNames ? `${need.package}t64` : need.package))
}

/** @returns {(need: Need) => boolean} */
function presence() {
  const listed = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? ''
  const architecture = process.arch === 'x64' ? 'x86-64' : process.arch === 'arm64' ? 'AArch64' : ''
  const libraries = new Set(
    listed.split('\n').filter((line) => line.includes(architecture)).map((line) => line.trim().split(' ')[0]),
  )
  // Systems without ldconfig (Alpine, Nix) cannot be asked: let the loader speak for itself there.
  return (need) => (need.library ? libraries.size === 0 || libraries.has(need.library) : hasProgram(need.program ?? ''))
}

/**
 * Brings what is missing for these purposes: installs it as root on Debian and its kin, else says what to type and stops.
 * @param {Purpose[]} purposes
 */
export function installSystemPackages(purposes) {
  if (process.platform !== 'linux') return
  const isPresent = presence()
  const { required, wished } = missingNeeds(purposes, isPresent)
  if (required.length + wished.length === 0) return
  if (!hasProgram('apt-get')) {
    if (required.length === 0) return
    throw new SetupError(`Missing on this system: ${required.map((need) => need.library ?? need.program).join(', ')}.`)
  }
  const osRelease = readFileSync('/etc/os-release', 'utf8')
  if (!isRoot()) {
    if (required.length === 0) return
    const names = packageNames(required, osRelease).join(' ')
    throw new SetupError(`These Debian packages are missing. Please type:\n  sudo apt-get install -y --no-install-recommends ${names}`)
  }
  const names = packageNames([...required, ...wished], osRelease)
  say(`installing Debian packages: ${names.join(' ')}`)
  apt(['update'])
  const output = apt(['install', '-y', '--no-install-recommends', ...names])
  const stillMissing = missingNeeds(purposes, presence()).required
  if (stillMissing.length > 0) throw new SetupError(`apt-get did not bring ${packageNames(stillMissing, osRelease).join(' ')}:\n${output}`)
}

/**
 * The end of what apt-get said: whether it helped is seen by looking again, not by its exit code.
 * @param {string[]} args
 */
function apt(args) {
  const done = spawnSync('apt-get', ['-q', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
  })
  return `${done.stdout}${done.stderr}`.trim().split('\n').slice(-15).join('\n')
}
