import { AppError } from '../../src-shared/errors'
import { generationTypes, type Provider } from '../../src-shared/provider'
import type { Answer, Operation } from './call'
import { providersDocument } from './documents'
import { answerError, isValidationRefusal } from './errors'
import { readProviders } from './schemas'

const mostRounds = 6

/**
 * The rows of all types in one request. Fields and types that the endpoint does not have are left out and asked without.
 *
 * @throws AppError
 */
export async function askProviders(ask: (operation: Operation) => Promise<Answer>): Promise<Provider[]> {
  const missing = new Set<string>()
  for (let round = 0; round < mostRounds; round++) {
    const types = generationTypes.filter((type) => !missing.has(type))
    const answer = await ask({ query: providersDocument(types, missing) })
    if (answer.data && types.some((type) => Array.isArray(answer.data?.[type.toLowerCase()]))) {
      return types.flatMap((type) => readProviders(type, answer.data?.[type.toLowerCase()]))
    }
    const known = missing.size
    for (const fault of isValidationRefusal(answer) ? answer.faults : []) {
      const name = /^Cannot query field ["“']?(\w+)["”']?/.exec(fault.message)?.[1] ?? /^Value ["“']?(\w+)["”']? does not exist/.exec(fault.message)?.[1]
      if (name !== undefined) missing.add(name)
    }
    if (missing.has('providers')) throw new AppError('operation-missing', 'The endpoint has no list of models', { details: { operation: 'providers' } })
    if (missing.size === known) throw answerError(answer)
  }
  throw new AppError('unexpected-answer', 'The endpoint did not settle on a list of models')
}
