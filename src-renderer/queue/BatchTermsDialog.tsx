import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schedule } from '../../src-shared/night'
import { scheduleOf, setBatchSchedule, useNight } from '../night'
import { toastFailure } from '../shell'
import { allowUnpriced, capOf, setCaps, useSpending } from '../spending'
import { Button, Checkbox, Dialog, Field, NumberField, TextField, useFormat } from '../ui'
import { batchName } from './batchName'
import { derive } from './derive'
import { useQueue } from './useQueue'
import { useQueueView } from './useQueueView'

/** What one batch may cost, and when it may be sent. */
export function BatchTermsDialog() {
  const batchId = useQueueView((view) => view.terms)
  return batchId === null ? null : <Terms key={batchId} batchId={batchId} />
}

function Terms({ batchId }: { batchId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const batch = useQueue((queue) => queue.batches.get(batchId))
  const jobs = derive(useQueue((queue) => queue.jobs)).list.filter((job) => job.batchId === batchId)
  const spending = useSpending((state) => state.state)
  const cap = capOf(spending, 'batch', batchId)
  const known = scheduleOf(useNight((night) => night.state), batchId)?.schedule
  const once = known?.kind === 'once' ? known : null
  const wasAllowed = spending?.unpricedBatches.includes(batchId) ?? false
  const [credits, setCredits] = useState(cap?.credits ?? null)
  const [isAllowed, setAllowed] = useState(wasAllowed)
  const [startsAt, setStartsAt] = useState(once?.startsAt ?? '')
  const [stopsAt, setStopsAt] = useState(once?.stopsAt ?? '')
  const close = () => useQueueView.setState({ terms: null })
  const used = jobs.reduce((sum, job) => sum + (job.creditCost ?? (job.status === 'running' ? (job.estimatedCredits ?? 0) : 0)), 0)
  const save = async () => {
    const schedule: Schedule = startsAt === '' && stopsAt === '' ? { kind: 'always' } : { kind: 'once', startsAt: startsAt || null, stopsAt: stopsAt || null }
    try {
      if (credits !== (cap?.credits ?? null)) await setCaps([{ scope: 'batch', key: batchId, credits }])
      if (isAllowed !== wasAllowed) await allowUnpriced(batchId, isAllowed)
      await setBatchSchedule(batchId, schedule)
      close()
    } catch (error) {
      toastFailure(error)
    }
  }
  return (
    <Dialog
      title={t('spending.batch.title', { name: batchName(t, batch, jobs) })}
      width={440}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('app.cancel')}</Button>
          <Button variant="primary" onClick={() => void save()}>{t('spending.batch.save')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t('spending.batch.cap')} hint={t('spending.batch.capHint', { used: format.credits(used) })}>
          <NumberField value={credits} min={0} step={10} placeholder={t('spending.noCap')} onChange={setCredits} className="max-w-40" />
        </Field>
        <Checkbox checked={isAllowed} onChange={setAllowed}>{t('spending.batch.unpriced')}</Checkbox>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t('spending.batch.starts')} hint={t('spending.batch.hoursHint')}>
            <TextField type="datetime-local" value={startsAt} onChange={setStartsAt} />
          </Field>
          <Field label={t('spending.batch.stops')}>
            <TextField type="datetime-local" value={stopsAt} onChange={setStopsAt} />
          </Field>
        </div>
      </div>
    </Dialog>
  )
}
