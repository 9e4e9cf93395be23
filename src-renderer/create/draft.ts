import type { JobRequest, OptionValue, ReferenceInput } from '../../src-shared/job'
import type { MediaKind } from '../../src-shared/media'
import type { GenerationType } from '../../src-shared/provider'

/** A reference as the form shows it. */
export interface DraftReference {
  /** The name of the API's input. */
  input: string
  source: ReferenceInput['source']
  itemId?: string
  /** null: an address, whose kind only the server will see. */
  kind: MediaKind | null
  /** File name, or the address. */
  name: string
}

/** What is being written for one type. */
export interface Draft {
  prompt: string
  /** null: the API chooses. */
  provider: string | null
  /** With automatic choice. */
  priority: string | null
  /** Only what was set; a key that the model does not describe is kept and sent. */
  options: Record<string, OptionValue>
  /** Values that the model chosen now has no place for: not sent, and back when a model that has one is chosen. */
  parked: Record<string, OptionValue>
  inputs: Record<string, string>
  references: DraftReference[]
  count: number
  /** The seed stays for the next time. */
  seedLocked: boolean
  batchName: string
}

export const emptyDraft: Draft = {
  prompt: '', provider: null, priority: 'QUALITY', options: {}, parked: {}, inputs: {}, references: [], count: 1, seedLocked: false, batchName: '',
}

export const mostAtOnce = 100

/** A draft filled with what was asked for before. Kinds and names of references are learned from main afterwards. */
export function draftOf(request: JobRequest): { type: GenerationType; draft: Draft } {
  return {
    type: request.type,
    draft: {
      ...emptyDraft,
      prompt: request.prompt,
      provider: request.provider,
      priority: request.priority,
      options: { ...request.options },
      inputs: { ...request.inputs },
      references: request.references.map((reference) => ({
        input: reference.input,
        source: reference.source,
        ...(reference.itemId !== undefined && { itemId: reference.itemId }),
        kind: null,
        name: reference.source.kind === 'address' ? reference.source.url : '',
      })),
      seedLocked: request.options['seed'] !== undefined,
    },
  }
}
