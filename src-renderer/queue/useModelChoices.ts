import { useMemo } from 'react'
import type { Job } from '../../src-shared/job'
import { providerKey } from '../../src-shared/provider'
import { useModelName } from '../library'
import { useSpending, type ModelChoice } from '../spending'

/** The models of the queue and those that have a cap, by name. */
export function useModelChoices(jobs: readonly Job[]): ModelChoice[] {
  const modelName = useModelName()
  const caps = useSpending((spending) => spending.state?.caps)
  return useMemo(() => {
    const names = new Map<string, string>()
    for (const { request } of jobs) {
      if (request.provider !== null) names.set(providerKey({ type: request.type, id: request.provider }), modelName(request.type, request.provider) ?? request.provider)
    }
    for (const { scope, key } of caps ?? []) if (scope === 'provider' && !names.has(key)) names.set(key, modelName(null, key.slice(key.indexOf('/') + 1)) ?? key)
    return [...names].map(([key, name]) => ({ key, name })).sort((a, b) => a.name.localeCompare(b.name))
  }, [jobs, caps, modelName])
}
