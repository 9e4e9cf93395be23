import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { announce } from '../ui'
import { drawSeed, seedFieldOf } from '../../src-shared/seed'
import { requestsOf } from './requests'
import { leaveEditing, useEditing } from './useEditing'
import { currentDraft, edit, remember, setOption, useDrafts } from './useDrafts'
import { useChosenModel } from './useModel'
import { isSound, problemsOf } from './validate'

/** Adds what the draft stands for to the queue. Problems show only once it was tried, and go as they are mended. */
export function useEnqueue() {
  const { t } = useTranslation()
  const { provider } = useChosenModel()
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const draft = useDrafts(currentDraft)
  const jobId = useEditing((state) => state.jobId)
  const problems = problemsOf(draft, provider)

  const enqueue = async (first: boolean) => {
    if (busy) return
    if (!isSound(problems)) {
      setTried(true)
      // The field that is wrong comes into view and takes the keys.
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-field-error] :is(input, textarea, select, button)')?.focus())
      return
    }
    setBusy(true)
    try {
      if (jobId !== null) {
        const [changed] = requestsOf(useDrafts.getState().type, { ...draft, count: 1 }, provider)
        if (changed) await request('queue.edit', jobId, changed)
        setTried(false)
        leaveEditing()
        return announce(t('create.editSaved'))
      }
      const jobs = requestsOf(useDrafts.getState().type, draft, provider)
      await request('queue.enqueue', { batchName: draft.batchName.trim(), jobs, first })
      setTried(false)
      remember(draft.prompt.trim())
      announce(t('create.added', { count: jobs.length }))
      edit({ batchName: '' })
      const seed = seedFieldOf(provider)
      if (seed && draft.options[seed.name] !== undefined && !draft.seedLocked) setOption(seed.name, drawSeed(seed, Math.random))
    } catch (error) {
      toastFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, problems: tried ? problems : null, add: () => void enqueue(false), addFirst: () => void enqueue(true) }
}
