import type { JobRequest, OptionValue, ReferenceInput } from '../../src-shared/job'
import type { Matrix } from '../../src-shared/matrix'
import type { MediaKind } from '../../src-shared/media'
import { escapeLiteral, parsePrompt } from '../../src-shared/prompt'
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
  /** In the prompt language. */
  prompt: string
  /** Every combination of the prompt's alternatives, or so many at random from a seed. */
  mode: 'every' | 'random'
  randomCount: number
  promptSeed: number
  /** null: the API chooses. */
  provider: string | null
  /** Further models, to compare with. */
  others: (string | null)[]
  /** With automatic choice. */
  priority: string | null
  /** Only what was set; a key that the model does not describe is kept and sent. */
  options: Record<string, OptionValue>
  /** Options of which several values are wanted, in place of the one in `options`. */
  sweeps: Record<string, OptionValue[]>
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
  prompt: '', mode: 'every', randomCount: 8, promptSeed: 1, provider: null, others: [], priority: 'QUALITY', options: {}, sweeps: {}, parked: {},
  inputs: {}, references: [], count: 1, seedLocked: false, batchName: '',
}

export const mostAtOnce = 100

/** A prompt that was sent, as the prompt language writes it: as it is, unless that would mean something else. */
export function writtenPrompt(sent: string): string {
  const { nodes, issues } = parsePrompt(sent)
  const [only] = nodes
  const isPlain = issues.length === 0 && (only === undefined || (nodes.length === 1 && only.kind === 'literal' && only.text === sent))
  return isPlain ? sent : escapeLiteral(sent)
}

const referenceOf = (reference: ReferenceInput): DraftReference => ({
  input: reference.input,
  source: reference.source,
  ...(reference.itemId !== undefined && { itemId: reference.itemId }),
  kind: null,
  name: reference.source.kind === 'address' ? reference.source.url : '',
})

/** A draft filled with what was asked for before. Kinds and names of references are learned from main afterwards. */
export function draftOf(request: JobRequest): { type: GenerationType; draft: Draft } {
  return {
    type: request.type,
    draft: {
      ...emptyDraft,
      prompt: writtenPrompt(request.prompt),
      provider: request.provider,
      priority: request.priority,
      options: { ...request.options },
      inputs: { ...request.inputs },
      references: request.references.map(referenceOf),
      seedLocked: request.options['seed'] !== undefined,
    },
  }
}

/** A draft filled with a whole matrix, as presets keep it. */
export function draftOfMatrix(matrix: Matrix): { type: GenerationType; draft: Draft } {
  const [provider = null, ...others] = matrix.models
  return {
    type: matrix.type,
    draft: {
      ...emptyDraft,
      prompt: matrix.prompt.text,
      mode: matrix.prompt.mode,
      randomCount: matrix.prompt.mode === 'random' ? matrix.prompt.count : emptyDraft.randomCount,
      promptSeed: matrix.prompt.seed,
      provider,
      others,
      priority: matrix.priority,
      options: { ...matrix.options },
      sweeps: Object.fromEntries(matrix.sweeps.map(({ name, values }) => [name, values])),
      inputs: { ...matrix.inputs },
      references: matrix.references.map(referenceOf),
      count: Math.min(matrix.copies, mostAtOnce),
    },
  }
}

/** What a draft asks for, as main takes it. */
export function matrixOf(type: GenerationType, draft: Draft): Matrix {
  const models = [draft.provider, ...draft.others]
  return {
    type,
    prompt: { text: draft.prompt, mode: draft.mode, count: draft.mode === 'random' ? draft.randomCount : 1, seed: draft.promptSeed },
    models,
    priority: models.includes(null) ? draft.priority : null,
    inputs: draft.inputs,
    references: draft.references.map(({ input, source, itemId }) => ({ input, source, ...(itemId !== undefined && { itemId }) })),
    options: draft.options,
    sweeps: Object.entries(draft.sweeps).flatMap(([name, values]) => (values.length === 0 ? [] : [{ name, values }])),
    copies: draft.count,
  }
}
