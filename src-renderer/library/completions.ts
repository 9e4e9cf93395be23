import type { FacetCount } from '../../src-shared/mediaQuery'

const most = 8
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Tags that continue what was typed, accents aside: those that begin with it first, the most used first. Nothing typed: the most used. */
export function completions(tags: readonly FacetCount<string>[], typed: string, taken: readonly string[]): FacetCount<string>[] {
  const sought = folded(typed.trim())
  const known = new Set(taken.map(folded))
  const place = (tag: FacetCount<string>): number => {
    const name = folded(tag.value)
    return name.startsWith(sought) ? 0 : name.includes(` ${sought}`) ? 1 : name.includes(sought) ? 2 : 3
  }
  return tags
    .filter((tag) => tag.count > 0 && !known.has(folded(tag.value)) && place(tag) < 3)
    .toSorted((a, b) => place(a) - place(b) || b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, most)
}
