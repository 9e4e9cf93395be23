import { useEffect } from 'react'
import { create } from 'zustand'
import { providerKey, type Catalogue, type GenerationType } from '../../src-shared/provider'
import { on, request } from '../ipc'

const useNames = create<{ names: ReadonlyMap<string, string> }>(() => ({ names: new Map() }))
let following = false

function take(catalogue: Catalogue): void {
  useNames.setState({ names: new Map(catalogue.providers.map((provider) => [providerKey(provider), provider.name])) })
}

/** Follows the names from the first time someone shows one, for as long as the window lives. */
function follow(): void {
  if (following) return
  following = true
  on('models.changed', take)
  request('models.list').then(take, () => {
    following = false
  })
}

/** Gives the name people know a model by; its id where the catalogue no longer has it, null where the API chose. */
export function useModelName(): (type: GenerationType | null, provider: string | null) => string | null {
  const names = useNames((store) => store.names)
  useEffect(follow, [])
  return (type, provider) => (provider === null ? null : ((type && names.get(providerKey({ type, id: provider }))) ?? provider))
}
