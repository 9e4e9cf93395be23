import { useMemo } from 'react'
import type { GenerationType, Provider } from '../../src-shared/provider'
import { useModels } from '../models'
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
