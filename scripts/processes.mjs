// Starting other programs: with signals passed on, with output kept, or through npm itself.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { constants as osConstants } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './project.mjs'

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv }} RunOptions */

/**
 * Runs a program in the foreground: its output is ours, a signal to us goes on to it, and we wait for its end.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} its exit code, or 128 and the signal's number as a shell would say
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd ?? root, env: options.env ?? process.env, stdio: 'inherit' })
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => void child.kill(signal)
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    const stopWatching = onOrphaned(() => child.kill('SIGTERM'))
    const done = () => {
      stopWatching()
      for (const signal of signals) process.off(signal, pass)
    }
    child.once('error', (error) => {
      done()
      reject(error)
    })
    child.once('close', (code, signal) => {
      done()
      resolve(code ?? 128 + (signal ? osConstants.signals[signal] : 0))
    })
  })
}

/**
 * A SIGTERM to npm ends npm and its shell, but does not reach us: seen by another process becoming our parent.
 * Only under npm, where our parent is its shell; started by hand, outliving a terminal is nobody's mistake.
 * @param {() => void} end
 * @returns {() => void} stops watching
 */
function onOrphaned(end) {
  if (!process.env['npm_lifecycle_event']) return () => {}
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    end()
  }, 500)
  return () => clearInterval(watch)
}

/**
 * Runs a program and keeps what it prints, both streams in order of arrival.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: options.cwd ?? root, env: options.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] })
    /** @type {Buffer[]} */
    const parts = []
    child.stdout.on('data', (part) => parts.push(part))
    child.stderr.on('data', (part) => parts.push(part))
    child.once('error', (error) => resolve({ code: 127, output: error.message }))
    child.once('close', (code) => {
      const output = Buffer.concat(parts).toString('utf8')
      // Not every tool asks before it colours.
      resolve({ code: code ?? 1, output: process.stderr.isTTY ? output : stripVTControlCharacters(output) })
    })
  })
}

/** Our environment for a tool that writes into a pipe of ours: it must be told whether somebody looks. */
export function withColour() {
  const { FORCE_COLOR: _force, NO_COLOR: _no, ...rest } = process.env
  return { ...rest, ...(process.stderr.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) }
}

/**
 * The npm that started us where there is one, else the one on PATH (a .cmd on Windows, which only a shell can start).
 * @param {string[]} args
 * @param {{ cwd?: string, quiet?: boolean }} [options] quiet keeps the output instead of showing it
 */
export function npm(args, options = {}) {
  const own = process.env['npm_execpath']
  const viaNode = own !== undefined && basename(own) === 'npm-cli.js'
  return spawnSync(viaNode ? process.execPath : 'npm', viaNode ? [own, ...args] : args, {
    cwd: options.cwd ?? root,
    encoding: 'utf8',
    shell: !viaNode && process.platform === 'win32',
    stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  })
}

/**
 * Whether a program is on PATH.
 * @param {string} name
 */
export function hasProgram(name) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/**
 * Whether a process of this number exists.
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
