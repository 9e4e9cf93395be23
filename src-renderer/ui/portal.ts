import { createContext, useContext } from 'react'

/**
 * Where floating parts are put. A modal `<dialog>` lies in the top layer and makes the rest inert, so what floats out of a
 * dialog must be put inside it.
 */
export const PortalContext = createContext<HTMLElement | null>(null)

export function usePortalContainer(): HTMLElement | undefined {
  return useContext(PortalContext) ?? undefined
}
