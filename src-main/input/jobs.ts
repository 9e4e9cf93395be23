import { toAppError } from '../../src-shared/errors'
import type { JobRequest } from '../../src-shared/job'
import type { KeptReference } from '../../src-shared/media'
import { seedFieldOf, seedsFor } from '../../src-shared/seed'
import { mostJobs } from '../../src-shared/matrix'
import { planRow, type Offer, type PlannedFile, type PlannedRow } from './plan'
import type { Problem } from './problem'
import type { Rows } from './row'

/** The jobs of a file in their order, each with the line it stands on. */
export interface InputJob {
  line: number
  request: JobRequest
}

interface Options {
  rows: Rows
  offer: Offer
  /** @throws AppError when it cannot be a reference. */
  keep(path: string): Promise<KeptReference>
  random?: () => number
}

/** Everything the file asks for, or everything that is wrong with it: never a part. */
export async function jobsOf({ rows, offer, keep, random = Math.random }: Options): Promise<{ jobs: InputJob[]; problems: Problem[] }> {
  const results = rows.rows.map((row) => planRow(row, offer))
  const problems = [...rows.problems, ...results.flatMap((result) => result.problems)]
  const planned = results.flatMap((result) => result.planned ?? [])
  const total = planned.reduce((sum, { count }) => sum + count, 0)
  if (total > mostJobs) problems.push({ line: 1, field: 'count', code: 'too-many-jobs', message: `${total} jobs in one file; at most ${mostJobs} can be run at once` })
  if (problems.length > 0) return { jobs: [], problems: inOrder(problems) }
  const fileProblems = await keepFiles(planned, keep)
  if (fileProblems.length > 0) return { jobs: [], problems: inOrder(fileProblems) }
  return { jobs: planned.flatMap((row) => multiplied(row, random)), problems: [] }
}

/** Copies the references, so that what a job is asked with is still there whenever it is sent; each file once. */
async function keepFiles(rows: readonly PlannedRow[], keep: Options['keep']): Promise<Problem[]> {
  const kept = new Map<string, KeptReference | Problem['message']>()
  const problems: Problem[] = []
  for (const { request, files } of rows) {
    for (const file of files) {
      const known = kept.get(file.path) ?? (await keep(file.path).catch((error: unknown) => toAppError(error).message))
      kept.set(file.path, known)
      const message = typeof known === 'string' ? known : mismatch(file, known)
      if (message !== null) problems.push({ line: file.line, field: file.input, code: 'wrong-kind-of-file', message })
      else request.references[file.index] = { input: file.input, source: { kind: 'kept', hash: (known as KeptReference).hash } }
    }
  }
  return problems
}

function mismatch({ input }: PlannedFile, { kind, fileName }: KeptReference): string | null {
  const wanted = input === 'video' || input === 'audio' ? input : 'image'
  return kind === wanted ? null : `${fileName} is ${kind === 'image' ? 'an image' : kind}, not ${wanted === 'image' ? 'an image' : wanted}`
}

/** Several of one kind differ by their seed where the model takes one: the same would only be paid twice. */
function multiplied({ line, request, provider, count }: PlannedRow, random: () => number): InputJob[] {
  const seed = seedFieldOf(provider)
  const requests =
    seed === null || count === 1
      ? Array.from({ length: count }, () => request)
      : seedsFor(seed, request.options[seed.name], count, random).map((value) => ({ ...request, options: { ...request.options, [seed.name]: value } }))
  return requests.map((one) => ({ line, request: one }))
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.line - b.line)
}
