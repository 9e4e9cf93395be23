import type { PromptIssue } from './prompt'

/** What a prompt would make. */
export interface PromptPreview {
  /** Prompts that every combination makes; Infinity: more than can be counted. */
  count: number
  /** Places in the text as it was sent. */
  issues: PromptIssue[]
  /** The first ones. */
  samples: string[]
  /** The wildcards it draws from. */
  files: string[]
}
