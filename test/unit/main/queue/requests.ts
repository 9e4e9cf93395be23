import type { z } from 'zod'
import { jobRequestSchema, type JobRequest } from '../../../../src-shared/job'

export function request(change: Partial<z.input<typeof jobRequestSchema>> = {}): JobRequest {
  return jobRequestSchema.parse({ type: 'IMAGE', provider: 'flux-dev', prompt: 'A calm lake', ...change })
}

export function requests(count: number, change: Partial<z.input<typeof jobRequestSchema>> = {}): JobRequest[] {
  return Array.from({ length: count }, (_, index) => request({ prompt: `Idea ${index}`, ...change }))
}
