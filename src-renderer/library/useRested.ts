import { useState } from 'react'

/** Whether the grid has come to rest since this item was first drawn here: what flew past never asks for its picture, what was shown keeps it. */
export function useRested(number: number, flying: boolean): boolean {
  const [rested, setRested] = useState<number | null>(flying ? null : number)
  if (!flying && rested !== number) setRested(number)
  return !flying || rested === number
}
