import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { JobRequest, OptionValue } from '../../src-shared/job'
import type { Matrix } from '../../src-shared/matrix'
import { generationTypes, type GenerationType, type Provider } from '../../src-shared/provider'
import { request } from '../ipc'
import { carryOver } from './carryOver'
import { draftOf, draftOfMatrix, emptyDraft, type Draft, type DraftReference } from './draft'
import { offeredOptions } from './offered'

interface DraftsState {
  type: GenerationType
  drafts: Record<GenerationType, Draft>
  /** Options that the last change of model set aside, for telling. */
  setAside: string[]
}

/** What is being written, one draft for each type; kept by the page over restarts. */
export const useDrafts = create<DraftsState>()(
  persist(
    (): DraftsState => ({
      type: 'IMAGE',
      drafts: { IMAGE: emptyDraft, VIDEO: emptyDraft, AUDIO: emptyDraft, AVATAR: emptyDraft },
      setAside: [],
    }),
    {
      name: 'drafts',
      version: 2,
      partialize: ({ type, drafts }) => ({ type, drafts }),
      // Drafts of an older version lack what was added since.
      migrate: (stored) => {
        const { type = 'IMAGE', drafts } = stored as Partial<DraftsState>
        const filled = (one: GenerationType): [GenerationType, Draft] => [one, { ...emptyDraft, ...drafts?.[one] }]
        return { type, drafts: Object.fromEntries(generationTypes.map(filled)) as DraftsState['drafts'] }
      },
    },
  ),
)

export const currentDraft = (state: DraftsState): Draft => state.drafts[state.type]

/** Changes the draft that is shown. */
export function edit(patch: Partial<Draft> | ((draft: Draft) => Partial<Draft>)): void {
  useDrafts.setState((state) => {
    const draft = currentDraft(state)
    return { drafts: { ...state.drafts, [state.type]: { ...draft, ...(typeof patch === 'function' ? patch(draft) : patch) } } }
  })
}

/** Sets an option, or with undefined leaves it out. */
export function setOption(name: string, value: OptionValue | undefined): void {
  edit(({ options }) => {
    const { [name]: _before, ...rest } = options
    return { options: value === undefined ? rest : { ...rest, [name]: value } }
  })
}

/** Asks for several values of an option; null: for the one in its field again. */
export function setSweep(name: string, values: OptionValue[] | null): void {
  edit(({ sweeps, options }) => {
    const { [name]: before, ...rest } = sweeps
    if (values !== null) return { sweeps: { ...rest, [name]: values } }
    const first = before?.[0]
    return { sweeps: rest, options: first === undefined ? options : { ...options, [name]: first } }
  })
}

export function addReferences(references: DraftReference[]): void {
  edit((draft) => ({ references: [...draft.references, ...references].slice(0, 32) }))
}

export function chooseType(type: GenerationType): void {
  useDrafts.setState({ type, setAside: [] })
}

/** Chooses models of the type that is shown, the first of them and those to compare with; null: the API chooses. */
function choose(models: readonly (Provider | null)[]): void {
  const [provider = null, ...others] = models
  const chosen = { provider: provider?.id ?? null, others: others.map((one) => one?.id ?? null) }
  const { draft, dropped } = carryOver(currentDraft(useDrafts.getState()), chosen, offeredOptions(models))
  edit(draft)
  useDrafts.setState({ setAside: dropped })
}

/** Chooses the model; those that it is compared with stay. What no longer applies is set aside and told. */
export function chooseModel(provider: Provider | null, others: readonly (Provider | null)[] = []): void {
  choose([provider, ...others.filter((one) => one?.id !== provider?.id)])
}

/** Fills the draft with what was asked for before, and learns of its references what main knows. */
export async function loadTemplate(template: JobRequest): Promise<void> {
  await show(draftOf(template))
}

/** Fills the draft with a preset. */
export async function loadMatrix(matrix: Matrix): Promise<void> {
  await show(draftOfMatrix(matrix))
}

async function show({ type, draft }: { type: GenerationType; draft: Draft }): Promise<void> {
  useDrafts.setState((state) => ({ type, drafts: { ...state.drafts, [type]: draft }, setAside: [] }))
  const hashes = draft.references.flatMap(({ source }) => (source.kind === 'kept' ? [source.hash] : []))
  if (hashes.length === 0) return
  const known = new Map((await request('create.describeReferences', hashes)).map((kept) => [kept.hash, kept]))
  edit(({ references }) => ({
    references: references.map((reference) => {
      const kept = reference.source.kind === 'kept' ? known.get(reference.source.hash) : undefined
      return kept ? { ...reference, kind: kept.kind, name: kept.fileName } : reference
    }),
  }))
}
