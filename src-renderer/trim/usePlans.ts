import { useEffect, useState } from 'react'
import { toAppError, type AppError } from '../../src-shared/errors'
import type { ItemId } from '../../src-shared/media'
import { cuts as cutKinds, type Cut, type TrimPlan } from '../../src-shared/trim'
import { request } from '../ipc'

/** A drag changes the points many times a second; the plan follows when it rests. */
const restMs = 120

export interface Plans {
  byCut: Partial<Record<Cut, TrimPlan>>
  /** The points have moved on since. */
  stale: boolean
  error: AppError | null
}

/** What each kind of cut would be, from main, for these points. The last answer stays while the next one is on its way. */
export function usePlans(itemId: ItemId, inSeconds: number, outSeconds: number): Plans {
  const [plans, setPlans] = useState<Plans>({ byCut: {}, stale: true, error: null })
  useEffect(() => {
    let current = true
    setPlans((known) => ({ ...known, stale: true }))
    const timer = setTimeout(async () => {
      try {
        const found = await Promise.all(cutKinds.map((cut) => request('trim.plan', { parts: [{ itemId, inSeconds, outSeconds }], cut })))
        if (current) setPlans({ byCut: Object.fromEntries(found.map((plan) => [plan.cut, plan])), stale: false, error: null })
      } catch (error) {
        if (current) setPlans({ byCut: {}, stale: false, error: toAppError(error) })
      }
    }, restMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [itemId, inSeconds, outSeconds])
  return plans
}
