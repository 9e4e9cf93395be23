// A display for the window where the machine has none: an Xvfb of our own on a number it finds free.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SetupError } from './project.mjs'

/** Whether a window can open here as it is. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/**
 * @param {string} size width x height x depth
 * @returns {Promise<{ env: { DISPLAY: string, XAUTHORITY: string }, stop: () => void }>}
 */
export async function startDisplay(size) {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-display-'))
  const authority = join(folder, 'authority')
  writeFileSync(authority, anyDisplayAuthority(randomBytes(16)), { mode: 0o600 })
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-auth', authority]
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const stop = () => {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', stop)
  const number = await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new SetupError(`Xvfb ended at once (${code}).`)))
    // It writes the number it has found once it is ready for connections.
    server.stdio[3]?.once('data', (/** @type {Buffer} */ line) => resolve(line.toString().trim()))
  })
  return { env: { DISPLAY: `:${number}`, XAUTHORITY: authority }, stop }
}

/**
 * An authority file for whichever number the display gets, so that no other user of this machine can look at it.
 * @param {Buffer} cookie
 */
function anyDisplayAuthority(cookie) {
  const wild = Buffer.from([0xff, 0xff])
  /** @param {Buffer} bytes */
  const counted = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes])
  const none = counted(Buffer.alloc(0))
  return Buffer.concat([wild, none, none, counted(Buffer.from('MIT-MAGIC-COOKIE-1')), counted(cookie)])
}
