import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Purse, RecordLine, RecordQuery } from '../../src-shared/spending'
import { request } from '../ipc'
import { useModelName } from '../library'
import { toastFailure } from '../shell'
import { Button, Dialog, Segmented, Skeleton, toast } from '../ui'
import { RecordTable } from './RecordTable'
import { useSpending } from './useSpending'

/** What was spent, by day, batch or model, and the way to take it along. */
export function RecordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const modelName = useModelName()
  const [purse, setPurse] = useState<Purse>(useSpending.getState().state?.purse ?? 'real')
  const [by, setBy] = useState<RecordQuery['by']>('day')
  const state = useSpending((spending) => spending.state)
  const [lines, setLines] = useState<RecordLine[] | null>(null)
  useEffect(() => {
    let isOver = false
    request('spending.record', { purse, by, since: null }).then((found) => !isOver && setLines(found), toastFailure)
    return () => {
      isOver = true
    }
  }, [purse, by, state])
  const save = async () => {
    try {
      if (await request('spending.export', { purse, since: null })) toast(t('spending.table.exported'), { tone: 'ok' })
    } catch (error) {
      toastFailure(error)
    }
  }
  const nameOf = (line: RecordLine): string => {
    if (line.key === '') return t('spending.table.gone')
    if (by === 'batch') return line.name || t('spending.table.unnamed')
    if (by === 'day') return line.key
    const [type = '', id = ''] = line.key.split(/\/(.*)/)
    return modelName(type as Parameters<typeof modelName>[0], id === '' || id === '*' ? null : id) ?? t('queue.automatic')
  }
  return (
    <Dialog
      title={t('spending.table.title')}
      width={720}
      onClose={onClose}
      footer={<Button icon={Download} onClick={() => void save()}>{t('spending.table.export')}</Button>}
    >
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap gap-3">
          <Segmented
            label={t('spending.table.purse')}
            value={purse}
            onChange={setPurse}
            options={[{ value: 'real', label: t('spending.table.real') }, { value: 'practice', label: t('spending.table.practice') }]}
          />
          <Segmented
            label={t('spending.table.by')}
            value={by}
            onChange={setBy}
            options={(['day', 'batch', 'model'] as const).map((value) => ({ value, label: t(`spending.table.${value}`) }))}
          />
        </div>
        {lines === null ? <Skeleton className="h-40" /> : <RecordTable lines={lines} by={by} nameOf={nameOf} />}
      </div>
    </Dialog>
  )
}
