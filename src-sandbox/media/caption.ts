import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FontMetrics } from './font'

interface Run {
  font: FontMetrics
  text: string
  /** Pixels from the line's start. */
  x: number
}

/**
 * The filters that set `label` and `text` at the left, wrapped and never clipped. Words go in files of their own, so
 * nothing a user types is ever read as part of a filter. Empty when no font has the characters.
 */
export function captionFilters(options: {
  text: string
  label: string
  width: number
  height: number
  fonts: readonly FontMetrics[]
  folder: string
  /** Fades in over the first second, so that a video's first frame is the picture alone. */
  fadesIn: boolean
  captionAt: 'bottom' | 'top'
  /** Part of the width that the words may take. */
  room?: number
}): string[] {
  const { width, height, fonts, folder } = options
  const shortSide = Math.min(width, height)
  const size = Math.max(9, Math.round(shortSide / 27))
  const margin = Math.round(shortSide / 18)
  const room = Math.min(width * (options.room ?? 1) - margin * (options.room ? 1 : 2), size * 34)
  const lines = wrap(options.text, fonts, room / size, 3)
  if (shortSide < 160 || lines.length === 0) return []
  const leading = Math.round(size * 1.4)
  const labelSize = Math.max(8, Math.round(size * 0.62))
  const top = options.captionAt === 'top' ? margin + Math.round(labelSize * 1.9) : height - margin - lines.length * leading
  const alpha = options.fadesIn ? "if(lt(t\\,0.25)\\,0\\,if(lt(t\\,1)\\,(t-0.25)/0.75\\,1))" : '1'
  const filters: string[] = []
  const draw = (runs: Run[], y: number, fontSize: number, color: string): void => {
    for (const run of runs) {
      const file = join(folder, `words-${filters.length}.txt`)
      writeFileSync(file, run.text)
      filters.push(
        `drawtext=fontfile=${quote(run.font.path)}:textfile=${quote(file)}:expansion=none:fontsize=${fontSize}:fontcolor=${color}`
        + `:alpha='${alpha}':x=${margin + Math.round(run.x * fontSize)}:y=${y}-ascent+${Math.round(fontSize * 0.97)}`
        + `:shadowcolor=black@0.35:shadowx=0:shadowy=${Math.max(1, Math.round(fontSize / 22))}`,
      )
    }
  }
  draw(runsOf(options.label.toUpperCase(), fonts), top - Math.round(labelSize * 1.9), labelSize, 'white@0.68')
  lines.forEach((line, index) => draw(runsOf(line, fonts), top + index * leading, size, 'white@0.96'))
  return filters
}

/** Filter syntax has two levels of quoting; a path may hold colons (Windows) and quotes. */
function quote(path: string): string {
  return path.replaceAll('\\', '/').replaceAll("'", "\\\\\\'").replaceAll(':', '\\\\:').replaceAll(' ', '\\ ').replaceAll(',', '\\,').replaceAll('[', '\\[').replaceAll(']', '\\]').replaceAll(';', '\\;')
}

function fontFor(codePoint: number, fonts: readonly FontMetrics[]): FontMetrics | undefined {
  return fonts.find(font => font.has(codePoint))
}

function widthOf(text: string, fonts: readonly FontMetrics[]): number {
  let ems = 0
  for (const character of text) ems += fontFor(character.codePointAt(0) ?? 0, fonts)?.advance(character.codePointAt(0) ?? 0) ?? 0
  return ems
}

function runsOf(line: string, fonts: readonly FontMetrics[]): Run[] {
  const runs: Run[] = []
  let x = 0
  for (const character of line) {
    const codePoint = character.codePointAt(0) ?? 0
    const font = fontFor(codePoint, fonts)
    if (!font) continue
    const last = runs.at(-1)
    if (last?.font === font) last.text += character
    else runs.push({ font, text: character, x })
    x += font.advance(codePoint)
  }
  return runs.filter(run => run.text.trim() !== '')
}

/** Breaks text into at most `maxLines` lines no wider than `room` ems; what is left out ends in an ellipsis. */
export function wrap(text: string, fonts: readonly FontMetrics[], room: number, maxLines: number): string[] {
  const known = Array.from(text.normalize('NFC').replace(/\s+/g, ' ').trim()).filter(c => fontFor(c.codePointAt(0) ?? 0, fonts)).join('').replace(/ +/g, ' ').trim()
  const lines: string[] = []
  let line = ''
  for (const word of known.split(' ').flatMap(word => pieces(word, fonts, room))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer, fonts) <= room) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  if (line !== '') lines.push(line)
  if (lines.length <= maxLines) return lines
  let last = lines[maxLines - 1] ?? ''
  while (last !== '' && widthOf(`${last}…`, fonts) > room) last = last.slice(0, -1).trimEnd()
  return [...lines.slice(0, maxLines - 1), `${last}…`]
}

/** A word wider than the line is broken anywhere. */
function pieces(word: string, fonts: readonly FontMetrics[], room: number): string[] {
  if (widthOf(word, fonts) <= room) return [word]
  const parts: string[] = []
  let part = ''
  for (const character of word) {
    if (part !== '' && widthOf(part + character, fonts) > room) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}
