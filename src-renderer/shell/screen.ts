import type { ComponentType } from 'react'
import { create } from 'zustand'
import type { Job, JobId, JobRequest } from '../../src-shared/job'

/** The screens and what each can be opened with. */
export type Screen =
  | {
      name: 'create'
      template?: JobRequest
      /** Only this part of the template; the rest of the draft stays. */
      only?: 'prompt' | 'seed' | 'options'
      /** The waiting job that the template is, to be changed and not added. */
      edits?: JobId
      /** `TYPE/id` of a model to choose. */
      model?: string
    }
  | { name: 'models' }
  | { name: 'library'; search?: string; batchId?: string; /** Made between two moments, epoch milliseconds. */ made?: { min: number; max: number } }
  | { name: 'queue' }
  | { name: 'settings'; section?: string }
  | { name: 'viewer'; itemId: string; /** The order it was opened from, for going to the next. */ ids?: string[] }
  | { name: 'compare'; itemIds: string[] }
  | { name: 'trim'; itemId: string }

/** What stands for each screen; its parameters arrive as properties. */
export type Screens = { [Name in Screen['name']]: ComponentType<Omit<Extract<Screen, { name: Name }>, 'name'>> }

interface ScreenState {
  current: Screen
  past: Screen[]
}

const longestPast = 50

/** Where work goes on at the next start. */
const places = ['create', 'models', 'library', 'queue'] as const
const placeKey = 'place'

export const useScreen = create<ScreenState>(() => {
  const last = globalThis.localStorage?.getItem(placeKey)
  return { current: { name: places.find((place) => place === last) ?? 'create' }, past: [] }
})
useScreen.subscribe(({ current }, before) => {
  if (current.name !== before.current.name && places.some((place) => place === current.name)) globalThis.localStorage?.setItem(placeKey, current.name)
})

/** Shows a screen; the one before is kept for `goBack`, unless it is the same with other parameters. */
export function openScreen(screen: Screen): void {
  useScreen.setState(({ current, past }) => ({
    current: screen,
    past: current.name === screen.name ? past : [...past, current].slice(-longestPast),
  }))
}

/** Shows what was there before; without a past, what `fallback` says. */
export function goBack(fallback: Screen): void {
  useScreen.setState(({ past }) => ({ current: past.at(-1) ?? fallback, past: past.slice(0, -1) }))
}

/** Opens Create with a waiting job in it, to be changed. */
export function openForEditing({ id, request }: Pick<Job, 'id' | 'request'>): void {
  openScreen({ name: 'create', template: request, edits: id })
}

/** Opens Create filled with what a job or an item was made with. */
export function openAsTemplate(request: JobRequest): void {
  openScreen({ name: 'create', template: request })
}
