import { useMemo } from 'react'
import { modelsOf, type MatrixModel } from '../../src-shared/matrix'
import type { GenerationType, Provider, ProviderOption } from '../../src-shared/provider'
import { useModels } from '../models'
import { matrixOf, type Draft } from './draft'
import { offeredOptions } from './offered'
import { currentDraft, useDrafts } from './useDrafts'

/** The models of a type, favourites first. */
export function useModelsOf(type: GenerationType): Provider[] {
  const catalogue = useModels((state) => state.catalogue)
  return useMemo(() => {
    const liked = new Set(catalogue?.favourites)
    const order = (provider: Provider) => (liked.has(`${provider.type}/${provider.id}`) ? 0 : 1)
    return (catalogue?.providers ?? []).filter((provider) => provider.type === type).toSorted((a, b) => order(a) - order(b))
  }, [catalogue, type])
}

/** A model of the catalogue; null where it is not known, or the API chooses. */
export function findModel(type: GenerationType, id: string | null): Provider | null {
  return id === null ? null : (useModels.getState().catalogue?.providers.find((candidate) => candidate.type === type && candidate.id === id) ?? null)
}

/** The model chosen in the draft, as the API describes it; `gone` where the draft names one that it no longer offers. */
export function useChosenModel(): { provider: Provider | null; gone: boolean } {
  const type = useDrafts((state) => state.type)
  const id = useDrafts((state) => currentDraft(state).provider)
  const catalogue = useModels((state) => state.catalogue)
  return useMemo(() => {
    const provider = catalogue?.providers.find((candidate) => candidate.type === type && candidate.id === id) ?? null
    return { provider, gone: id !== null && catalogue !== null && provider === null }
  }, [catalogue, type, id])
}

/** What each chosen model gets of the draft. */
export function modelsOfDraft(type: GenerationType, draft: Draft): MatrixModel[] {
  return modelsOf(matrixOf(type, draft), (id) => findModel(type, id))
}

export function useMatrixModels(): MatrixModel[] {
  const type = useDrafts((state) => state.type)
  const draft = useDrafts(currentDraft)
  const catalogue = useModels((state) => state.catalogue)
  // The catalogue is what models are found in.
  return useMemo(() => (catalogue === null ? modelsOfDraft(type, draft) : modelsOfDraft(type, draft)), [type, draft, catalogue])
}

/** The options that the chosen models describe, as one list. */
export function useOfferedOptions(): ProviderOption[] {
  const models = useMatrixModels()
  return useMemo(() => offeredOptions(models.map(({ provider }) => provider)), [models])
}
