import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, classes, Dialog, TextField, useFormat } from '../ui'
import { ImportSource } from './ImportSource'
import { ImportTableView } from './ImportTableView'
import { useImport } from './useImport'

/** Jobs out of a file or pasted rows: looked at and mended before any of them is added. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const source = useImport(onClose)
  const { edited, check, problems, busy } = source
  const [batchName, setBatchName] = useState('')
  const bad = problems.size
  const price = () => {
    if (check === null) return '…'
    if (check.unknownJobs === 0) return format.credits(check.knownCredits)
    if (check.unknownJobs === check.jobs) return t('create.priceUnknown')
    return t('compose.add.partlyKnown', { known: format.credits(check.knownCredits), count: check.unknownJobs, amount: format.whole(check.unknownJobs) })
  }
  return (
    <Dialog
      title={edited === null ? t('compose.table.title') : t('compose.table.titleOf', { name: edited.table.fileName ?? t('compose.table.pasted') })}
      width={edited === null ? 560 : 1100}
      onClose={onClose}
      {...(edited !== null && {
        footer: (
          <>
            <TextField aria-label={t('create.batchName')} placeholder={t('create.batchName')} value={batchName} maxLength={200} onChange={setBatchName} className="w-56" />
            <span className={classes('ml-auto self-center text-small tabular-nums', check && check.unknownJobs > 0 ? 'text-warn' : 'text-text-2')}>
              {check === null ? t('compose.table.checking') : `${t('compose.table.jobs', { count: check.jobs, amount: format.whole(check.jobs) })} · ${price()}`}
            </span>
            {bad > 0 ? <Button onClick={source.leaveOutBad}>{t('compose.table.leaveOut', { count: bad })}</Button> : null}
            <Button
              variant="primary"
              loading={busy}
              disabledReason={check === null ? t('compose.table.checking') : bad > 0 || check.problems.length > 0 ? t('compose.table.mendFirst') : check.jobs === 0 ? t('compose.table.nothing') : null}
              onClick={() => void source.add(batchName)}
            >
              {t('create.add')}
            </Button>
          </>
        ),
      })}
    >
      {edited === null ? <ImportSource source={source} /> : <ImportTableView edited={edited} problems={problems} onChange={source.change} onReadAs={source.readAs} />}
    </Dialog>
  )
}
