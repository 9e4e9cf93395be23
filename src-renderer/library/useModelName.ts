import { useMemo } from 'react'
import { providerKey, type GenerationType } from '../../src-shared/provider'
import { useModels } from '../models'

/** Gives the name people know a model by (the type may be left open); its id where the catalogue no longer has it, null where the API chose. */
export function useModelName(): (type: GenerationType | null, provider: string | null) => string | null {
  const catalogue = useModels((models) => models.catalogue)
  return useMemo(() => {
    const names = new Map(catalogue?.providers.flatMap((provider) => [[provider.id, provider.name], [providerKey(provider), provider.name]]))
    return (type, provider) => {
      if (provider === null) return null
      return (type && names.get(providerKey({ type, id: provider }))) ?? names.get(provider) ?? provider
    }
  }, [catalogue])
}
