import type { TFunction } from 'i18next'
import type { Batch, Job } from '../../src-shared/job'

const longest = 60

/** What a batch is called: by its own name, else by what its first job asks for. */
export function batchName(t: TFunction, batch: Pick<Batch, 'name'> | undefined, jobs: readonly Job[]): string {
  if (batch !== undefined && batch.name !== '') return batch.name
  const prompt = jobs[0]?.request.prompt.trim().replace(/\s+/g, ' ') ?? ''
  if (prompt === '') return t('queue.batch.unnamed')
  return prompt.length > longest ? `${prompt.slice(0, longest - 1).trimEnd()}…` : prompt
}
