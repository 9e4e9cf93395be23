import type { Job } from '../../src-shared/job'

/** A job as plain text for the clipboard: what helps to report a problem, without keys, paths or addresses. */
export function jobDetails(job: Job): string {
  const { request } = job
  const lines: [string, string | number | null][] = [
    ['job', job.id],
    ['type', request.type],
    ['provider', job.usedProvider ?? request.provider ?? 'automatic'],
    ['prompt', request.prompt],
    ...Object.entries(request.inputs).map(([name, value]): [string, string] => [`inputs.${name}`, value]),
    ...Object.entries(request.options).map(([name, value]): [string, string] => [`options.${name}`, JSON.stringify(value)]),
    ['status', [job.status, job.phase, job.heldReason].filter(Boolean).join(' / ')],
    ['attempt', job.attempt],
    ['remote id', job.remoteId],
    ['credits', job.creditCost],
    ['estimated credits', job.estimatedCredits],
    ['error', job.error ? `${job.error.code}: ${job.error.message}` : null],
    ...job.warnings.map((warning): [string, string] => ['warning', warning]),
    ['created', new Date(job.createdAt).toISOString()],
    ['finished', job.finishedAt === null ? null : new Date(job.finishedAt).toISOString()],
  ]
  return lines.filter(([, value]) => value !== null && value !== '').map(([name, value]) => `${name}: ${value}`).join('\n')
}
