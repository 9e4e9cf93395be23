import { defaultFileName, type NameField } from '../../src-shared/librarySettings'

/** A stem's limit; some systems allow 255 bytes a name, and a suffix, an extension and a sync tool's mark must fit as well. */
const stemBytes = 120
/** `2026-11-23_` before and `_1a2b3c4d` after a title. */
const titleBytes = stemBytes - 11 - 9 - 8

/** Names Windows keeps for itself, with or without an extension. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|desktop)$/i

// Control characters (C0, C1), what turns or hides text (bidirectional marks, zero width, soft hyphen, variation of nothing), and halves
// of characters.
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029\ufffd]/gu
const forbidden = /[<>:"/\\|?*%~]/g

/** A title as a part of a file name that every system takes and a person can read. */
export function safeTitle(title: string): string {
  const clean = title
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(invisible, '')
    .replace(forbidden, ' ')
    .trim()
    .replace(/[ -]+/g, '-')
  const trimmed = trimEnds(cut(trimEnds(clean), titleBytes))
  return trimmed === '' || reserved.test(trimmed) ? 'untitled' : trimmed
}

/** No leading dot, hyphen or space, no trailing dot or space. */
function trimEnds(text: string): string {
  return text.replace(/^[.\-_ ]+/, '').replace(/[.\-_ ]+$/, '')
}

/** At most so many bytes of UTF-8, never half a character. */
function cut(text: string, bytes: number): string {
  let length = 0
  let out = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    length += Buffer.byteLength(segment)
    if (length > bytes) break
    out += segment
  }
  return out
}

export interface NameParts {
  title: string
  /** Epoch milliseconds; the user's own day is written. */
  createdAt: number
  /** Eight characters that tell two results of one prompt and day apart. */
  shortId: string
  extension: string
  model?: string | null
  kind?: string
  seed?: string | number | null
}

/**
 * A name inside the library by a template, with `/` whatever the system: `2026-11/2026-11-23_a-red-fox_1a2b3c4d.png`. Only an extension of our own
 * sniffing is taken over, and no field can make a folder or leave one.
 */
export function fileName(parts: NameParts, isTaken: (name: string) => boolean, template = defaultFileName): string {
  const extension = /^[0-9a-z]{1,5}$/.test(parts.extension) ? parts.extension : 'bin'
  const fields = fieldsOf(parts)
  const segments = template.split('/').map((segment) => {
    const used = [...segment.matchAll(/\{([a-z]+)\}/g)].map((match) => match[1] as NameField)
    const fixed = used.filter((field) => field !== 'title').reduce((sum, field) => sum + Buffer.byteLength(fields[field] ?? ''), segment.length)
    const filled = segment.replace(/\{([a-z]+)\}/g, (_, field: NameField) =>
      field === 'title' ? cut(fields.title, Math.max(12, Math.min(titleBytes, stemBytes - fixed))) : (fields[field] ?? ''),
    )
    return safeSegment(filled)
  })
  return firstFree(`${segments.join('/')}.${extension}`, isTaken)
}

function fieldsOf(parts: NameParts): Record<NameField, string> {
  const date = new Date(parts.createdAt)
  const two = (value: number) => String(value).padStart(2, '0')
  const month = monthOf(parts.createdAt)
  return {
    year: String(date.getFullYear()),
    month,
    date: `${month}-${two(date.getDate())}`,
    time: `${two(date.getHours())}-${two(date.getMinutes())}-${two(date.getSeconds())}`,
    title: safeTitle(parts.title),
    model: safeTitle(parts.model ?? 'unknown'),
    kind: parts.kind ?? 'media',
    seed: parts.seed === null || parts.seed === undefined ? 'noseed' : safeTitle(String(parts.seed)),
    id: /^[0-9a-z]{1,8}$/.test(parts.shortId) ? parts.shortId : 'x',
  }
}

/** Once more over the whole: fixed text of a template and empty fields may meet badly. */
function safeSegment(text: string): string {
  const clean = trimEnds(cut(trimEnds(text.normalize('NFC').replace(invisible, '').replace(forbidden, ' ').trim()), stemBytes))
  return clean === '' || reserved.test(clean) ? 'untitled' : clean
}

/** The name itself, or the first of ` (2)`, ` (3)` … that is free. */
export function firstFree(name: string, isTaken: (name: string) => boolean): string {
  for (let count = 1; ; count++) {
    const candidate = numbered(name, count)
    if (!isTaken(candidate)) return candidate
  }
}

/** `a.png` and 2 give `a (2).png`; 1 gives the name itself. */
export function numbered(name: string, count: number): string {
  if (count === 1) return name
  const dot = name.lastIndexOf('.')
  return `${name.slice(0, dot)} (${count})${name.slice(dot)}`
}

/** What two names must differ in: some systems see neither case nor composition. */
export function foldedName(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

/** `2026-11` of the user's own calendar. */
export function monthOf(time: number): string {
  const date = new Date(time)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

/** A result's title: the first words of its prompt. */
export function titleOf(prompt: string, otherwise: string): string {
  const words = prompt.replace(/\s+/gu, ' ').trim()
  if (words === '') return otherwise
  const [first] = words.split(/(?<=[.!?。！？])\s/u)
  return cut(first ?? words, 120)
}
