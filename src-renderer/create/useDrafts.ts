import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { JobRequest, OptionValue } from '../../src-shared/job'
import type { GenerationType, Provider } from '../../src-shared/provider'
import { request } from '../ipc'
import { carryOver } from './carryOver'
import { draftOf, emptyDraft, type Draft, type DraftReference } from './draft'

interface DraftsState {
  type: GenerationType
  drafts: Record<GenerationType, Draft>
  /** Prompts that were added to the queue, the newest first. */
  history: string[]
  /** Options that the last change of model set aside, for telling. */
  setAside: string[]
}

const longestHistory = 100

/** What is being written, one draft for each type; kept by the page over restarts. */
export const useDrafts = create<DraftsState>()(
  persist(
    (): DraftsState => ({
      type: 'IMAGE',
      drafts: { IMAGE: emptyDraft, VIDEO: emptyDraft, AUDIO: emptyDraft, AVATAR: emptyDraft },
      history: [],
      setAside: [],
    }),
    { name: 'drafts', version: 1, partialize: ({ type, drafts, history }) => ({ type, drafts, history }) },
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

export function addReferences(references: DraftReference[]): void {
  edit((draft) => ({ references: [...draft.references, ...references].slice(0, 32) }))
}

export function chooseType(type: GenerationType): void {
  useDrafts.setState({ type, setAside: [] })
}

/** Chooses a model of the type that is shown; null: the API chooses. What no longer applies is set aside and told. */
export function chooseModel(provider: Provider | null): void {
  const { draft, dropped } = carryOver(currentDraft(useDrafts.getState()), provider)
  edit(draft)
  useDrafts.setState({ setAside: dropped })
}

/** Fills the draft with what was asked for before, and learns of its references what main knows. */
export async function loadTemplate(template: JobRequest): Promise<void> {
  const { type, draft } = draftOf(template)
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

/** Takes one part of what was asked for before into the draft; options come with the model they belong to. */
export function recallPart(template: JobRequest, only: 'prompt' | 'seed' | 'options'): void {
  const { seed, ...options } = template.options
  switch (only) {
    case 'prompt':
      return edit({ prompt: template.prompt })
    case 'seed':
      if (seed !== undefined) edit((draft) => ({ options: { ...draft.options, seed }, seedLocked: true }))
      return
    case 'options':
      chooseType(template.type)
      return edit(({ options: { seed: kept } }) => ({ provider: template.provider, options: { ...options, ...(kept !== undefined && { seed: kept }) }, parked: {} }))
  }
}

export function remember(prompt: string): void {
  if (prompt.trim() === '') return
  useDrafts.setState(({ history }) => ({ history: [prompt, ...history.filter((other) => other !== prompt)].slice(0, longestHistory) }))
}
