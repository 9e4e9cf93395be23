/** What happened to the app itself and the user should know; of each kind the last. */
export type Notice =
  /** The database was damaged or had lost commits. `backupAt`: epoch milliseconds; null: the database is new, or was completed from the journal alone. */
  | { kind: 'storage-recovered'; backupAt: number | null; jobsFromJournal: number; damagedFile: string | null }
  | { kind: 'backup-failed'; isDiskFull: boolean }
  /** Where the profile lies, files can be lost or mixed up. */
  | { kind: 'profile-location'; location: 'network' | 'synced' }
  /** Something that should not happen happened in main; the log has it. */
  | { kind: 'mistake' }
  /** The page had crashed, or hung and was ended by the user. */
  | { kind: 'page-reloaded' }
