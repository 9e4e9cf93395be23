import { useState } from 'react'

/** Whether the grid has come to rest since this was first drawn: what flew past never asks for its picture, what was shown keeps it. */
export function useRested(flying: boolean): boolean {
  const [rested, setRested] = useState(!flying)
  if (!rested && !flying) setRested(true)
  return rested || !flying
}
