import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Cut } from '../../src-shared/trim'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { announce } from '../ui'
import { usePlans, type Plans } from './usePlans'
import { takeTrim } from './useTrims'
import type { Workbench } from './useWorkbench'

/** The kind of cut used last; kept by the page. */
const useCutChoice = create<{ cut: Cut }>()(persist((): { cut: Cut } => ({ cut: 'exact' }), { name: 'trim.cut' }))

export interface Export {
  cut: Cut
  choose: (cut: Cut) => void
  plans: Plans
  starting: boolean
  /** Null while the chosen cut cannot be made. */
  start: (() => void) | null
}

/** Which cut to make, what it will be, and making it. */
export function useExport(bench: Workbench): Export {
  const { t } = useTranslation()
  const { item, grid, cuts } = bench
  const cut = useCutChoice((choice) => choice.cut)
  const [starting, setStarting] = useState(false)
  const inSeconds = grid.timeOf(cuts.inPoint)
  const outSeconds = grid.timeOf(cuts.outPoint)
  const plans = usePlans(item.id, inSeconds, outSeconds)
  const start = async () => {
    setStarting(true)
    try {
      for (const trim of await request('trim.start', { parts: [{ itemId: item.id, inSeconds, outSeconds }], cut })) takeTrim(trim)
      announce(t('trim.done.started', { title: item.title }))
    } catch (error) {
      toastFailure(error)
    } finally {
      setStarting(false)
    }
  }
  const able = !starting && plans.error === null && plans.byCut[cut]?.refusal == null && !item.missing
  return { cut, plans, starting, choose: (wanted) => useCutChoice.setState({ cut: wanted }), start: able ? () => void start() : null }
}
