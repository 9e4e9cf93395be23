import { AppError } from '../../src-shared/errors'
import { type Answer, type GraphQLFault, printable } from './call'
import { answerError, codeOf, faultError } from './errors'
import { readGeneration, type Generation } from './schemas'

export type PollResult =
  | { id: string; kind: 'found'; generation: Generation }
  /** The server does not know the id. */
  | { id: string; kind: 'missing' }
  /** An answer for this id that could not be understood, or an error; kept and shown, never a licence to pay again. */
  | { id: string; kind: 'error'; error: AppError; evidence: string | null }

/** More ids than this are asked for in several requests. */
export const pollBatchSize = 50

/** Reads the answer to a poll of `ids`. `askAgain`: ids whose answer was swallowed by another's. Pure. */
export function readPoll(answer: Answer, ids: readonly string[]): { results: PollResult[]; askAgain: string[] } {
  const faultOf = (index: number) => answer.faults.find((fault) => fault.path?.[0] === `g${index}`)
  if (answer.data === null || answer.data === undefined) {
    if (ids.length === 1) return { results: [withoutValue(ids[0] as string, answer.faults[0])], askAgain: [] }
    // One null for a field that must not be null empties the whole answer. Those that errors name are told apart; the rest asks again.
    const results: PollResult[] = []
    const askAgain: string[] = []
    for (const [index, id] of ids.entries()) {
      const fault = faultOf(index)
      if (fault) results.push(withoutValue(id, fault))
      else askAgain.push(id)
    }
    return { results, askAgain }
  }
  const data = answer.data
  const results = ids.map((id, index): PollResult => {
    const value = data[`g${index}`]
    if (value === null || value === undefined) return withoutValue(id, faultOf(index))
    const generation = readGeneration(value)
    if (generation !== null) return { id, kind: 'found', generation }
    const error = new AppError('unexpected-answer', 'The API described the generation in a way that is not understood')
    return { id, kind: 'error', error, evidence: printable(JSON.stringify(value), 16_384) }
  })
  return { results, askAgain: [] }
}

/** Whether an answer without data speaks of single generations, and not of the request as a whole. */
function isAboutGenerations(answer: Answer): boolean {
  return answer.data === null && answer.status < 500 && answer.faults.some((fault) => fault.path !== null && /^g\d+$/.test(String(fault.path[0])))
}

/** @throws AppError when the answer as a whole is a refusal. */
export function assertPollAnswer(answer: Answer): void {
  if (answer.data || isAboutGenerations(answer)) return
  throw answerError(answer)
}

function withoutValue(id: string, fault: GraphQLFault | undefined): PollResult {
  if (fault === undefined || codeOf(fault.code) === 'forgotten-by-server') return { id, kind: 'missing' }
  return { id, kind: 'error', error: faultError(fault), evidence: null }
}
