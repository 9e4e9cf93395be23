import { create } from 'zustand'
import type { BatchSchedule, NightPlan, NightState, Schedule } from '../../src-shared/night'
import { on, request } from '../ipc'

/** When jobs are sent and what a night came to, as main last told it. */
export const useNight = create<{ state: NightState | null }>(() => ({ state: null }))

const take = (state: NightState) => useNight.setState({ state })

/** Follows the night for as long as the window lives; returns how to stop. */
export function followNight(): () => void {
  const stop = on('night.changed', take)
  request('night.state').then(take, (error: unknown) => console.error(error))
  return stop
}

export async function setPlan(plan: NightPlan): Promise<void> {
  take(await request('night.setPlan', plan))
}

export async function setBatchSchedule(batchId: string, schedule: Schedule): Promise<void> {
  take(await request('night.setBatchSchedule', batchId, schedule))
}

/** The schedule of a batch, if it has one of its own. */
export function scheduleOf(state: NightState | null, batchId: string): BatchSchedule | null {
  return state?.batches.find((one) => one.batchId === batchId) ?? null
}
