/** Where an API may write which generation it speaks of; the vendor's page does not say. */
const names = /^(?:id|(?:generation|job|task|video)(?:_?id)?)$/i
const mostIds = 16
const mostValues = 2_000
const longestId = 300

/** The ids of generations that a call may speak of. Nothing else is read from it: what became of them is asked for. Pure. */
export function generationIds(body: Uint8Array): string[] {
  let root: unknown
  try {
    root = JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return []
  }
  const ids = new Set<string>()
  const open: unknown[] = [root]
  for (let seen = 0; open.length > 0 && seen < mostValues && ids.size < mostIds; seen++) {
    const value = open.shift()
    if (typeof value !== 'object' || value === null) continue
    for (const [name, inner] of Object.entries(value).slice(0, mostValues)) {
      if (typeof inner === 'object') open.push(inner)
      else if (names.test(name) && (typeof inner === 'string' || typeof inner === 'number') && isId(String(inner))) ids.add(String(inner))
    }
  }
  return [...ids].slice(0, mostIds)
}

function isId(text: string): boolean {
  return text.length > 0 && text.length <= longestId
}
