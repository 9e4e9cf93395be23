import { useMemo } from 'react'
import { providerKey, type Catalogue, type GenerationType } from '../../src-shared/provider'
import { useModels } from '../models'

const known = new WeakMap<Catalogue, ReadonlyMap<string, string>>()

/** Names by `TYPE/id`, and by the id alone; read off once for each catalogue, however many rows ask. */
function namesOf(catalogue: Catalogue): ReadonlyMap<string, string> {
  const found =
    known.get(catalogue) ??
    new Map(catalogue.providers.flatMap((provider) => [[provider.id, provider.name], [providerKey(provider), provider.name]]))
  known.set(catalogue, found)
  return found
}

/** Gives the name people know a model by (the type may be left open); its id where the catalogue no longer has it, null where the API chose. */
export function useModelName(): (type: GenerationType | null, provider: string | null) => string | null {
  const catalogue = useModels((models) => models.catalogue)
  return useMemo(() => {
    const names = catalogue ? namesOf(catalogue) : new Map<string, string>()
    return (type, provider) => {
      if (provider === null) return null
      return (type && names.get(providerKey({ type, id: provider }))) ?? names.get(provider) ?? provider
    }
  }, [catalogue])
}
