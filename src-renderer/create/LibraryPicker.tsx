import { Check, Images, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemId } from '../../src-shared/media'
import { request } from '../ipc'
import { ItemThumb, useLibraryRows } from '../library'
import { toastFailure } from '../shell'
import { Badge, Button, classes, Dialog, EmptyState, TextField, useFormat } from '../ui'

const mostShown = 240
const none: ItemId[] = []

/** Chooses references among the library's newest, or by search. */
export function LibraryPicker({ onPick, onClose }: { onPick: (ids: ItemId[]) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [text, setText] = useState('')
  const [ids, setIds] = useState<ItemId[] | null>(null)
  const [picked, setPicked] = useState<ItemId[]>(none)
  const rows = useLibraryRows(ids ?? none)

  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      request('library.ids', { text }).then((answer) => current && setIds(answer.ids.slice(0, mostShown)), toastFailure)
    }, text === '' ? 0 : 150)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text])
  const toggle = (id: ItemId) => setPicked((all) => (all.includes(id) ? all.filter((other) => other !== id) : [...all, id]))
  return (
    <Dialog
      title={t('create.pickerTitle')}
      width={720}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button
            variant="primary"
            disabledReason={picked.length === 0 ? t('create.pickerHint') : null}
            onClick={() => {
              onPick(picked)
              onClose()
            }}
          >
            {t('create.pickerUse', { count: picked.length })}
          </Button>
        </>
      }
    >
      <TextField icon={Search} aria-label={t('create.pickerSearch')} placeholder={t('create.pickerSearch')} value={text} onChange={setText} />
      <div className="mt-3 grid h-96 auto-rows-[104px] grid-cols-[repeat(auto-fill,minmax(128px,1fr))] gap-1 overflow-y-auto p-1">
        {ids?.length === 0 ? <div className="col-span-full"><EmptyState icon={Images}>{t('create.pickerEmpty')}</EmptyState></div> : null}
        {ids?.map((id, index) => {
          const row = rows[index]
          const chosen = picked.indexOf(id)
          return (
            <button
              key={id}
              type="button"
              aria-pressed={chosen >= 0}
              aria-label={row?.title ?? id}
              onClick={() => toggle(id)}
              className={classes('relative overflow-hidden rounded-thumb', chosen >= 0 && 'ring-2 ring-focus')}
            >
              <ItemThumb id={id} {...(row && { kind: row.kind, revision: row.previewRevision })} className="size-full" />
              <span className="absolute top-1 left-1 flex gap-1">
                {row?.durationSeconds ? <Badge>{format.clock(row.durationSeconds)}</Badge> : null}
                {chosen >= 0 ? <Badge icon={Check} tone="accent">{picked.length > 1 ? chosen + 1 : null}</Badge> : null}
              </span>
            </button>
          )
        })}
      </div>
    </Dialog>
  )
}
