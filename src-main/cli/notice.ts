import { assertNever } from '../../src-shared/errors'
import type { Notice } from '../../src-shared/notice'

/** What the user should know of the profile, in a sentence. */
export function noticeWords(notice: Notice): string {
  switch (notice.kind) {
    case 'storage-recovered': {
      const from = notice.backupAt === null ? 'The database was completed' : `The database was damaged: the backup of ${new Date(notice.backupAt).toLocaleString('en')} was restored`
      const aside = notice.damagedFile === null ? '' : ` The damaged file is kept as ${notice.damagedFile}.`
      return `${from}, with ${notice.jobsFromJournal} jobs from the journal.${aside}`
    }
    case 'backup-failed':
      return notice.isDiskFull ? 'There is no room for a backup of the database.' : 'The database could not be backed up; it is tried again.'
    case 'profile-location':
      return notice.location === 'network'
        ? 'The profile lies on a network drive: it is safer on this computer.'
        : 'The profile lies in a folder that is synced elsewhere: it is safer in another one.'
    case 'mistake':
    case 'page-reloaded':
      return 'Something went wrong inside the app. The log has it; the queue goes on.'
    default:
      return assertNever(notice)
  }
}
