/**
 * How text is searched. Words are found from their beginning, case and accents aside (the index folds them). Chinese, Japanese and Korean
 * are written without spaces, so a run of them would be one long word: beside the text the index holds its pairs of neighbours, and a
 * search for a part of a run asks for that part's pairs in a row. (SQLite's trigrams find nothing under three characters, and most
 * Chinese words have two.)
 */
const unspacedRun = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆]+/gu
const mostWords = 20

/** What the index holds beside texts: `猫が走る` gives `猫が が走 走る る`. Empty where there is nothing of the kind. */
export function bigramsOf(...texts: readonly string[]): string {
  return texts.flatMap((text) => [...text.normalize('NFKC').matchAll(unspacedRun)].flatMap(([run]) => pairs(run, true))).join(' ')
}

/** The last character stands alone too, so that each character begins a pair. */
function pairs(run: string, withLast: boolean): string[] {
  const characters = [...run]
  const found = characters.slice(0, -1).map((character, index) => character + characters[index + 1]!)
  return withLast || found.length === 0 ? [...found, characters.at(-1)!] : found
}

/** One thing to be found: words in a row, the last from its beginning unless it was quoted. */
interface Term {
  isExcluded: boolean
  isPhrase: boolean
  text: string
}

function terms(text: string): Term[] {
  // A quote that was not closed yet is one being typed.
  return [...text.normalize('NFC').matchAll(/(?<![\p{L}\p{N}\p{M}])(-?)(?:"([^"]*)"?|([\p{L}\p{N}\p{M}]+))|[\p{L}\p{N}\p{M}]+/gu)].map(
    ([whole, minus, phrase, word]) => ({ isExcluded: minus === '-', isPhrase: phrase !== undefined, text: phrase ?? word ?? whole }),
  )
}

/** A term in the index's language; null when no letter or digit is in it. Every word is quoted, so that nothing is read as that language. */
function expressionOf(term: Term): string | null {
  const parts: string[] = []
  const words = term.text.normalize('NFKC').replace(unspacedRun, (run) => {
    parts.push(`bigrams : "${pairs(run, false).join(' ')}"${[...run].length === 1 ? '*' : ''}`)
    return ' '
  })
  const spaced = words.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  if (spaced.length > 0) parts.push(`"${spaced.join(' ')}"${term.isPhrase ? '' : '*'}`)
  return parts.length === 0 ? null : `(${parts.join(' AND ')})`
}

export interface Search {
  /** What must be found; null: nothing is asked for. */
  wanted: string | null
  /** What must not be found; null: nothing is left out. */
  excluded: string | null
}

/** Text as typed: words from their beginning, all of them; `"a phrase"`; `-word` leaves out. */
export function searchOf(text: string): Search {
  const known = terms(text).slice(0, mostWords)
  const joined = (isExcluded: boolean, by: string) => {
    const found = known.flatMap((term) => (term.isExcluded === isExcluded ? (expressionOf(term) ?? []) : []))
    return found.length === 0 ? null : found.join(by)
  }
  return { wanted: joined(false, ' AND '), excluded: joined(true, ' OR ') }
}
