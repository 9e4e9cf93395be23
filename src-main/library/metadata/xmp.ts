/** What of an XMP packet is looked at: read as text, never as a document with outside parts. */
export interface Xmp {
  title: string
  description: string
  keywords: string[]
  rating: number | null
  /** Doitong Studio's own parameters, as it writes them on export. */
  studio: string | null
}

const mostBytes = 1024 * 1024

export function readXmp(packet: string): Xmp {
  const text = packet.slice(0, mostBytes)
  const rating = Number(/xmp:Rating\s*(?:=\s*["']|>)\s*(-?\d+)/.exec(text)?.[1] ?? Number.NaN)
  return {
    title: items(text, 'dc:title')[0] ?? '',
    description: items(text, 'dc:description')[0] ?? '',
    keywords: items(text, 'dc:subject').slice(0, 100),
    rating: Number.isFinite(rating) && rating >= 0 && rating <= 5 ? rating : null,
    studio: unescaped(between(text, 'studio:Parameters') ?? '') || null,
  }
}

function items(text: string, element: string): string[] {
  const body = between(text, element)
  if (body === null) return []
  return body.split(/<rdf:li[^>]*>/).slice(1).map((part) => unescaped(part.split('</rdf:li>')[0] ?? '').trim()).filter((item) => item !== '')
}

function between(text: string, element: string): string | null {
  const start = text.indexOf(`<${element}`)
  const open = start < 0 ? -1 : text.indexOf('>', start)
  const end = open < 0 ? -1 : text.indexOf(`</${element}>`, open)
  return end < 0 ? null : text.slice(open + 1, end)
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex: string, decimal: string, name: string) => {
    if (name) return { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }[name.toLowerCase()] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
