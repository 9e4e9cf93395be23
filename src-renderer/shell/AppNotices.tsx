import { useTranslation } from 'react-i18next'
import type { Notice as AppNotice } from '../../src-shared/notice'
import { Notice, useFormat } from '../ui'
import { useNotices } from './useNotices'

/** What happened to the app's own files, across the top until it is dismissed. */
export function AppNotices() {
  const { t } = useTranslation()
  const format = useFormat()
  const { notices, dismiss } = useNotices()
  const text = (notice: AppNotice): string => {
    switch (notice.kind) {
      case 'storage-recovered': {
        const jobs = t('app.notice.jobsFromJournal', { count: notice.jobsFromJournal })
        if (notice.backupAt === null) return t(notice.damagedFile === null ? 'app.notice.commitsLost' : 'app.notice.databaseNew', { jobs, file: notice.damagedFile })
        const time = format.dateTime(notice.backupAt)
        return t(notice.damagedFile === null ? 'app.notice.databaseGone' : 'app.notice.databaseRestored', { time, jobs, file: notice.damagedFile })
      }
      case 'backup-failed':
        return t(notice.isDiskFull ? 'app.notice.backupDiskFull' : 'app.notice.backupFailed')
      case 'profile-location':
        return t(`app.notice.profile.${notice.location}`)
      case 'mistake':
        return t('app.notice.mistake')
      case 'page-reloaded':
        return t('app.notice.pageReloaded')
    }
  }
  return notices.map((notice) => (
    <Notice key={notice.kind} banner tone={notice.kind === 'storage-recovered' ? 'error' : 'warn'} onDismiss={() => dismiss(notice)}>
      {text(notice)}
    </Notice>
  ))
}
