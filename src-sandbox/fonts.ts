import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readWoff, type FontMetrics } from './media'

/** The caption's fonts, copied out: the app's resources may lie in an archive that ffmpeg cannot read. Empty when there are none. */
export function loadFonts(resources: string | null, folder: string): FontMetrics[] {
  const source = resources ?? findResources(dirname(fileURLToPath(import.meta.url)))
  if (source === null) return []
  mkdirSync(folder, { recursive: true })
  const fonts = join(source, 'fonts')
  const files = readdirSync(fonts).filter(file => file.endsWith('.woff')).sort((a, b) => a.length - b.length) // plain Latin first
  return files.map(file => {
    const copy = join(folder, file)
    writeFileSync(copy, readFileSync(join(fonts, file)))
    return readWoff(copy)
  })
}

/** `resources/sandbox` in the nearest folder above: the sources' and the bundle's depth differ. */
function findResources(from: string): string | null {
  const candidate = join(from, 'resources', 'sandbox')
  if (existsSync(join(candidate, 'fonts'))) return candidate
  return dirname(from) === from ? null : findResources(dirname(from))
}
