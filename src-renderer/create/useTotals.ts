import { useMemo } from 'react'
import { mostJobs, type MatrixModel } from '../../src-shared/matrix'
import { useQueue } from '../queue'
import { costOf, type Cost } from './cost'
import { currentDraft, useDrafts } from './useDrafts'
import { useMatrixModels } from './useModel'
import { promptsOf, useCurrentPreview } from './usePreview'

export interface Totals {
  /** Null while it is worked out; Infinity: more than can be counted. */
  prompts: number | null
  models: MatrixModel[]
  /** Null while it is worked out. */
  cost: Cost | null
  tooMany: boolean
}

/** What is about to be made: how many, for how much, how long. */
export function useTotals(): Totals {
  const models = useMatrixModels()
  const { mode, randomCount } = useDrafts(currentDraft)
  const preview = useCurrentPreview()
  const concurrency = useQueue((state) => state.state?.concurrency ?? null)
  return useMemo(() => {
    const prompts = preview === null ? null : promptsOf({ mode, randomCount }, preview)
    const cost = prompts === null ? null : costOf(models.map(({ provider, perPrompt }) => ({ provider, jobs: perPrompt * prompts })), concurrency)
    return { prompts, models, cost, tooMany: cost !== null && cost.jobs > mostJobs }
  }, [models, mode, randomCount, preview, concurrency])
}
