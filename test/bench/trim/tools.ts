import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { systemFfmpeg } from '../../fixtures/tools'

// Clips are made, cuts of others are made, and results are judged by ffmpeg itself: nothing in here knows the code that cuts.

const run = promisify(execFile)
const prober = systemFfmpeg?.replace(/ffmpeg([^/\\]*)$/, 'ffprobe$1') ?? 'ffprobe'

/** The system's ffmpeg with exactly these arguments. @throws when it ends with anything but 0 */
export async function ffmpeg(...args: string[]): Promise<Buffer> {
  const { stdout } = await run(systemFfmpeg ?? 'ffmpeg', ['-hide_banner', '-nostdin', '-v', 'error', '-y', ...args], { encoding: 'buffer', maxBuffer: 4e9 })
  return stdout
}

export async function ffprobe(...args: string[]): Promise<string> {
  const { stdout } = await run(prober, ['-v', 'error', ...args], { maxBuffer: 1e9 })
  return stdout
}
