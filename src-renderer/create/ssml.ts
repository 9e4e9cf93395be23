/** What is remarkable about speech with markup. Nothing here keeps a text from being sent: voices differ in what they understand. */
export interface SsmlRemark {
  code: 'not-closed' | 'not-opened' | 'unknown-tag' | 'stray-sign' | 'no-root'
  start: number
  end: number
  name: string
}

interface Tag {
  start: number
  end: number
  name: string
  kind: 'open' | 'close' | 'empty' | 'other'
}

/** The elements of the SSML 1.1 recommendation, and those that the large voices add. */
const known = new Set([
  'speak', 'p', 's', 'break', 'prosody', 'emphasis', 'say-as', 'phoneme', 'sub', 'voice', 'lang', 'audio', 'mark', 'desc', 'par', 'seq', 'media',
  'lexicon', 'lookup', 'meta', 'metadata', 'token', 'w', 'express-as', 'style', 'seconds',
])
const tagPattern = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([A-Za-z][\w:.-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/g

export function isSsml(text: string): boolean {
  return /^\s*(<\?xml[\s\S]{0,200}?\?>\s*)?<speak[\s>]/.test(text)
}

export function ssmlTags(text: string): Tag[] {
  return [...text.matchAll(tagPattern)].map((found) => {
    const [whole, slash, name = '', rest = ''] = found
    const kind = name === '' ? 'other' : slash ? 'close' : rest.trimEnd().endsWith('/') ? 'empty' : 'open'
    return { start: found.index, end: found.index + whole.length, name, kind }
  })
}

const mostRemarks = 20

/** Whether what was opened is closed, in the right order, and is a name that voices may know. */
export function ssmlRemarks(text: string): SsmlRemark[] {
  const remarks: SsmlRemark[] = []
  const open: Tag[] = []
  const tags = ssmlTags(text)
  const tell = (code: SsmlRemark['code'], { start, end, name }: Omit<Tag, 'kind'>) => void remarks.push({ code, start, end, name })
  for (const tag of tags) {
    const local = tag.name.replace(/^\w+:/, '').toLowerCase()
    if (tag.kind !== 'other' && tag.kind !== 'close' && !known.has(local)) tell('unknown-tag', tag)
    if (tag.kind === 'open') open.push(tag)
    if (tag.kind !== 'close') continue
    const at = open.findLastIndex(({ name }) => name === tag.name)
    if (at < 0) tell('not-opened', tag)
    else for (const inside of open.splice(at).slice(1)) tell('not-closed', inside)
  }
  for (const tag of open) tell('not-closed', tag)
  let from = 0
  for (const { start, end } of [...tags, { start: text.length, end: text.length }]) {
    for (const found of text.slice(from, start).matchAll(/<|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/gi)) {
      const place = from + found.index
      tell('stray-sign', { start: place, end: place + 1, name: found[0] })
    }
    from = end
  }
  const root = text.trimEnd()
  if (isSsml(text) && remarks.length === 0 && !root.endsWith('</speak>')) tell('no-root', { start: root.length - 1, end: root.length, name: 'speak' })
  return remarks.sort((a, b) => a.start - b.start).slice(0, mostRemarks)
}
