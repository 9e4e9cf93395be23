import type { GenerationType } from './catalogue'
import type { Inputs } from './validation'

/** What a client asks for. */
export interface Submission {
  type: GenerationType
  provider: string | null
  input: Inputs
  options: Record<string, unknown>
  priority: string | null
  webhookUrl: string | null
}

/** What the HTTP request brings to a submission. */
export interface SubmissionOrigin {
  key: string | null
  bodySha256: string
  reason: 'generate' | 'videoCreate'
  /** Set by a fault: the generation will end in this error. */
  fate: { code: string; message: string } | null
}
