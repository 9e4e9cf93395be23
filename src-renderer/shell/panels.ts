import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface Panels {
  /** Sizes in pixels that the user gave, by the panel's id. */
  sizes: Record<string, number>
  leftOpen: boolean
  rightOpen: boolean
  drawerOpen: boolean
}

const initial: Panels = { sizes: {}, leftOpen: true, rightOpen: true, drawerOpen: false }

/** How the user arranged the window, kept by the page. */
export const usePanels = create<Panels>()(persist(() => initial, { name: 'layout' }))

export function resizePanel(id: string, size: number): void {
  usePanels.setState(({ sizes }) => ({ sizes: { ...sizes, [id]: size } }))
}

export function toggle(part: 'leftOpen' | 'rightOpen' | 'drawerOpen'): void {
  usePanels.setState((state) => ({ [part]: !state[part] }))
}

export function resetLayout(): void {
  usePanels.setState(initial)
}
