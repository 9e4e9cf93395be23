import { AppError } from '../../src-shared/errors'
import type { JobAxes, JobId, JobRequest } from '../../src-shared/job'
import { jobsIn, jobsOfMatrix, modelsOf, mostJobs, type Matrix } from '../../src-shared/matrix'
import { drawnForm, formAt, resolvePrompt, type ResolvedPrompt } from '../../src-shared/prompt'
import type { PromptPreview } from '../../src-shared/promptPreview'
import { providerKey, type Provider } from '../../src-shared/provider'
import type { Models } from '../models'
import type { Adding } from './adding'
import type { PromptHistory } from './history'
import type { Wildcards } from './wildcards'

/** What a matrix is worked out to: its prompts are expanded here, where the wildcards are. */
export interface Matrices {
  /** What a prompt makes, without enqueueing anything. @param samples how many to show. */
  preview(prompt: Matrix['prompt'], samples: number): Promise<PromptPreview>
  /**
   * @param expectedJobs what the user was shown; anything else is refused.
   * @throws AppError `invalid-input`, `too-many-jobs`, `changed-meanwhile`, and what the queue throws.
   */
  enqueue(matrix: Matrix, batch: Adding & { expectedJobs: number }): Promise<JobId[]>
  /** The first job of a matrix. @throws AppError `invalid-input` */
  first(matrix: Matrix): Promise<JobRequest>
}

interface Parts {
  wildcards: Pick<Wildcards, 'book'>
  models: Pick<Models, 'list'>
  history: Pick<PromptHistory, 'used'>
  enqueue(batch: Adding & { jobs: readonly JobRequest[]; axes?: readonly JobAxes[] }): Promise<JobId[]>
  random?: () => number
}

/** Prompts written in one go, so that nothing else waits long. */
const promptsAtOnce = 200
/** Of all jobs of a matrix together. */
const mostCharacters = 100_000_000
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

export function openMatrices({ wildcards, models, history, enqueue, random = Math.random }: Parts): Matrices {
  const resolved = async (text: string) => resolvePrompt(text, await wildcards.book())
  const findIn = (type: Matrix['type']) => {
    const byKey = new Map(models.list().providers.map((provider) => [providerKey(provider), provider]))
    return (id: string | null): Provider | null => (id === null ? null : (byKey.get(`${type}/${id}`) ?? null))
  }
  return {
    async preview(prompt, samples) {
      const found = await resolved(prompt.text)
      const shown = Math.min(samples, promptsOf(prompt, found))
      return { count: found.count, issues: found.issues, samples: Array.from({ length: shown }, (_, index) => formOf(prompt, found, index).trim()), files: found.files }
    },
    async enqueue(matrix, { expectedJobs, ...batch }) {
      const found = await resolved(matrix.prompt.text)
      if (found.issues.some(({ severity }) => severity === 'error')) throw new AppError('prompt-unclear', 'The prompt says something that cannot be followed')
      const parts = modelsOf(matrix, findIn(matrix.type))
      const prompts = promptsOf(matrix.prompt, found)
      const total = jobsIn(parts, prompts)
      if (total > mostJobs) throw new AppError('too-many-jobs', `${total} jobs at once`, { details: { most: mostJobs } })
      if (total !== expectedJobs) throw new AppError('changed-meanwhile', `${total} jobs where ${expectedJobs} were shown`)
      const texts: string[] = []
      let length = 0
      for (let index = 0; index < prompts; index++) {
        texts.push(formOf(matrix.prompt, found, index).trim())
        length += texts[index]!.length * (total / prompts)
        if (length > mostCharacters) throw new AppError('too-large', 'The prompts are too long together', { details: { limitBytes: mostCharacters } })
        if (index % promptsAtOnce === promptsAtOnce - 1) await turn()
      }
      const jobs: JobRequest[] = []
      const axes: JobAxes[] = []
      for (const job of jobsOfMatrix(matrix, parts, texts, random)) {
        jobs.push(job.request)
        axes.push(job.axes)
      }
      const ids = await enqueue({ ...batch, jobs, ...(jobs.length > 1 && { axes }) })
      history.used(matrix.type, matrix.prompt.text.trim())
      return ids
    },
    async first(matrix) {
      const found = await resolved(matrix.prompt.text)
      const [job] = jobsOfMatrix({ ...matrix, copies: 1 }, modelsOf(matrix, findIn(matrix.type)), [formOf(matrix.prompt, found, 0).trim()], random)
      if (job === undefined) throw new AppError('bad-request', 'There is nothing to make')
      return job.request
    },
  }
}

/** How many prompts are made. */
function promptsOf(prompt: Matrix['prompt'], { count }: ResolvedPrompt): number {
  // What has but one form is asked for once, however it would be drawn.
  return prompt.mode === 'every' || count === 1 ? count : prompt.count
}

function formOf(prompt: Matrix['prompt'], { root }: ResolvedPrompt, index: number): string {
  return prompt.mode === 'every' ? formAt(root, index) : drawnForm(root, prompt.seed, index)
}
