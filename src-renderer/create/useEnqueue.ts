import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { jobsIn, jobsOfMatrix, mostJobs } from '../../src-shared/matrix'
import { drawSeed, seedFieldOf } from '../../src-shared/seed'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { announce, toast } from '../ui'
import { matrixOf } from './draft'
import { currentDraft, edit, setOption, useDrafts } from './useDrafts'
import { modelsOfDraft, useMatrixModels } from './useModel'
import { askPreview, promptsOf } from './usePreview'
import { refreshHistory } from './useHistory'
import { useTotals } from './useTotals'
import { leaveEditing, useEditing } from './useEditing'
import { isSound, problemsOf } from './validate'

/** Adds what the draft stands for to the queue. Problems show only once it was tried, and go as they are mended. */
export function useEnqueue() {
  const { t } = useTranslation()
  const models = useMatrixModels()
  const { cost } = useTotals()
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const type = useDrafts((state) => state.type)
  const written = useDrafts(currentDraft)
  const jobId = useEditing((state) => state.jobId)
  // A job that waits is one, however many are set.
  const draft = jobId === null ? written : { ...written, count: 1 }
  const matrix = matrixOf(type, draft)
  const problems = problemsOf(matrix, models)

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
      const preview = await askPreview(matrix.prompt)
      const expectedJobs = jobsIn(modelsOfDraft(type, draft), promptsOf(draft, preview))
      if (preview.issues.some(({ severity }) => severity === 'error')) {
        setTried(true)
        toast(t('error.prompt-unclear'), { tone: 'error' })
        return
      }
      if (expectedJobs > mostJobs) {
        toast(t('error.too-many-jobs', { most: mostJobs }), { tone: 'error' })
        return
      }
      if (jobId !== null) {
        const [sample] = preview.samples
        const [changed] = jobsOfMatrix(matrix, modelsOfDraft(type, draft), [sample ?? ''], Math.random)
        if (expectedJobs !== 1 || changed === undefined) {
          toast(t('compose.add.oneOnly'), { tone: 'warn' })
          return
        }
        await request('queue.edit', jobId, changed.request)
        setTried(false)
        leaveEditing()
        announce(t('create.editSaved'))
        return
      }
      // What was not shown yet is shown first: nobody pays for a number that was still being counted.
      if (expectedJobs !== cost?.jobs && expectedJobs > 1) {
        toast(t('compose.add.counted', { count: expectedJobs }))
        return
      }
      await request('create.enqueue', matrix, { batchName: draft.batchName.trim(), first, expectedJobs })
      setTried(false)
      refreshHistory()
      announce(t('create.added', { count: expectedJobs }))
      edit({ batchName: '' })
      const seed = models.map(({ provider }) => seedFieldOf(provider)).find((field) => field !== null)
      if (seed && draft.options[seed.name] !== undefined && !draft.seedLocked) setOption(seed.name, drawSeed(seed, Math.random))
    } catch (error) {
      toastFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, problems: tried ? problems : null, add: () => void enqueue(false), addFirst: () => void enqueue(true) }
}
