import { useTranslation } from 'react-i18next'
import type { Job } from '../../src-shared/job'
import { Button, Notice } from '../ui'
import { actionsFor } from './actions'
import { useAccountInUse } from './useAccountInUse'
import { useJobActions } from './useJobActions'

/** Jobs of another key, or of practice mode, wait for ever unless somebody says so: they are never sent for this account by themselves. */
export function OtherAccountNotice({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation()
  const { run } = useJobActions()
  const ids = actionsFor(jobs, useAccountInUse()).get('adopt') ?? []
  if (ids.length === 0) return null
  return (
    <Notice tone="warn" action={<Button size={24} onClick={() => run('adopt', ids)}>{t('queue.adoptAction')}</Button>}>
      {t('queue.adoptNotice', { count: ids.length })}
    </Notice>
  )
}
