import type { TrimRequest } from '../../src-shared/trim'

const mostLetters = 200

/** What a result is called: its source's title and what was done; said once, however often a result is cut again. */
export function titleOf(title: string, request: Pick<TrimRequest, 'parts' | 'output'>, number: number | null): string {
  const isJoin = new Set(request.parts.map(({ itemId }) => itemId)).size > 1
  const word = isJoin ? 'joined' : ['m4a', 'mp3', 'wav'].includes(request.output.format) ? 'sound' : 'trimmed'
  const ending = ` ${word}${number === null ? '' : ` ${number}`}`
  const stem = title.replace(new RegExp(` ${word}( \\d+)?$`), '')
  return `${stem.slice(0, mostLetters - ending.length)}${ending}`
}
