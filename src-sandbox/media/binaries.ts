import { spawn } from 'node:child_process'
import { accessSync, chmodSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface Binaries {
  ffmpeg: string
  ffprobe: string
}

/**
 * The ffmpeg to use: the one given, else one of version 5 or later on PATH that can draw text, else the one that comes with the app.
 * Throws when there is none at all.
 */
export async function findBinaries(given: Partial<Binaries>): Promise<Binaries> {
  const ffmpeg = given.ffmpeg ?? (await (foundFfmpeg ??= findFfmpeg()))
  const ffprobe = given.ffprobe ?? onPath('ffprobe') ?? (await installed('@ffprobe-installer/ffprobe'))
  return { ffmpeg, ffprobe }
}

/** Some builds of ffmpeg come without FreeType: their pictures go without words. */
export async function drawsText(ffmpeg: string): Promise<boolean> {
  return (await output(ffmpeg, ['-hide_banner', '-filters'])).includes(' drawtext ')
}

/** Asking a binary what it can takes a while: once a process is enough. */
let foundFfmpeg: Promise<string> | null = null

async function findFfmpeg(): Promise<string> {
  return (await usable(onPath('ffmpeg'))) ?? (await installed('@ffmpeg-installer/ffmpeg'))
}

function onPath(name: string): string | null {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '')
  return folders.map(folder => join(folder, file)).find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function usable(path: string | null): Promise<string | null> {
  if (path === null) return null
  const version = /version (?:n)?(\d+)/.exec(await output(path, ['-version']))
  if (version && Number(version[1]) < 5) return null
  return (await drawsText(path)) ? path : null
}

function output(path: string, args: string[]): Promise<string> {
  return new Promise(resolve => {
    let text = ''
    const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true })
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.on('error', () => resolve(''))
    child.on('close', () => resolve(text))
  })
}

async function installed(name: '@ffmpeg-installer/ffmpeg' | '@ffprobe-installer/ffprobe'): Promise<string> {
  const module = name === '@ffmpeg-installer/ffmpeg' ? await import('@ffmpeg-installer/ffmpeg') : await import('@ffprobe-installer/ffprobe')
  const packed = 'default' in module ? (module.default as { path: string }).path : (module as { path: string }).path
  const path = packed.replace('app.asar', 'app.asar.unpacked').replace('.unpacked.unpacked', '.unpacked')
  if (existsSync(path) && !isExecutable(path)) chmodSync(path, 0o755) // the package ships it without the bit
  return path
}
