import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where things lie inside a profile. The library is elsewhere: it belongs to the user. */
export interface ProfilePaths {
  folder: string
  database: string
  lock: string
  /** Copies of the database. */
  backups: string
  /** Append-only record of submissions that survives a lost database. */
  journal: string
  settings: string
  references: string
  /** Text files whose lines prompts draw from. */
  wildcards: string
  thumbnails: string
  /** State of the embedded sandbox. */
  sandbox: string
  logs: string
}

/** Makes the folders that are missing. */
export function profilePaths(folder: string): ProfilePaths {
  const paths: ProfilePaths = {
    folder,
    database: join(folder, 'studio.db'),
    lock: join(folder, 'studio.lock'),
    backups: join(folder, 'backups'),
    journal: join(folder, 'submissions.jsonl'),
    settings: join(folder, 'settings.json'),
    references: join(folder, 'references'),
    wildcards: join(folder, 'wildcards'),
    thumbnails: join(folder, 'thumbnails'),
    sandbox: join(folder, 'sandbox'),
    logs: join(folder, 'logs'),
  }
  for (const needed of [paths.backups, paths.references, paths.wildcards, paths.thumbnails, paths.sandbox, paths.logs]) mkdirSync(needed, { recursive: true })
  return paths
}
