import { AppError } from '../../src-shared/errors'
import type { HandlersFor } from '../../src-shared/ipc'
import type { JobRequest } from '../../src-shared/job'
import type { PromptHistory } from './history'
import type { Matrices } from './matrices'
import type { Presets } from './presets'
import type { References } from './references'
import type { Tables } from './tables'
import type { Wildcards } from './wildcards'

/** What the shell does: dialogs, and the files behind the tokens that the page was given for what was dropped on it. */
export interface CreatePlatform {
  /** Paths; empty when the dialog was closed. */
  chooseFiles(kind: 'image' | 'video' | 'audio' | 'any'): Promise<string[]>
  pathOfToken(token: string): string | null
  /** Asks for a file with one of these endings; null when the dialog was closed. */
  chooseText(endings: readonly string[]): Promise<string | null>
  /** Asks where to, and writes. False when the dialog was closed. */
  saveText(suggestedName: string, text: string): Promise<boolean>
  readText(path: string): Promise<string>
}

interface Parts {
  references: References
  wildcards: Wildcards
  matrices: Matrices
  presets: Presets
  history: PromptHistory
  tables: Tables
  /** @throws AppError `not-found` */
  requestOfJob(jobId: string): JobRequest
  curl(request: JobRequest): Promise<string>
  platform: CreatePlatform
}

const tableEndings = ['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'txt'] as const

export function createHandlers({ references, wildcards, matrices, presets, history, tables, requestOfJob, curl, platform }: Parts): HandlersFor<'create'> {
  const dropped = (token: string) => {
    const path = platform.pathOfToken(token)
    if (path === null) throw new AppError('file-missing', 'A dropped file is not there any more')
    return path
  }
  return {
    'create.keepFiles': (tokens) => Promise.all(tokens.map(dropped).map((path) => references.keepFile(path))),
    'create.keepBytes': (bytes, fileName) => references.keepBytes(bytes, fileName),
    'create.keepItem': (itemId) => references.keepItem(itemId),
    'create.chooseFiles': async (kind) => {
      const paths = await platform.chooseFiles(kind)
      return Promise.all(paths.map((path) => references.keepFile(path)))
    },
    'create.describeReferences': (hashes) => references.describe(hashes),

    'create.preview': (prompt, samples) => matrices.preview(prompt, samples),
    'create.enqueue': (matrix, batch) => matrices.enqueue(matrix, batch),
    'create.curl': async (what) => curl('jobId' in what ? requestOfJob(what.jobId) : await matrices.first(what.matrix)),

    'create.wildcards': () => wildcards.list(),
    'create.readWildcard': (name) => wildcards.read(name),
    'create.saveWildcard': (name, text, before) => wildcards.save(name, text, before),
    'create.renameWildcard': (name, to) => wildcards.rename(name, to),
    'create.deleteWildcard': (name) => wildcards.remove(name),
    'create.showWildcards': () => wildcards.show(),

    'create.presets': () => presets.list(),
    'create.savePreset': (name, matrix) => presets.save(name, matrix),
    'create.renamePreset': (id, name) => presets.rename(id, name),
    'create.deletePreset': (id) => presets.remove(id),
    'create.restorePreset': (preset) => presets.restore(preset),
    'create.exportPresets': () => platform.saveText('doitong-presets.json', presets.exported()),
    'create.importPresets': async () => {
      const path = await platform.chooseText(['json'])
      return path === null ? null : presets.imported(await platform.readText(path))
    },

    'create.history': (search, limit) => history.list(search, limit),
    'create.forgetPrompt': (text) => history.forget(text),

    'create.readTable': async (from, format) => {
      if (from.kind === 'text') return tables.readText(from.text, format)
      if (from.kind === 'again') return tables.readAgain(from.id, format ?? 'csv')
      const path = from.kind === 'dropped' ? dropped(from.token) : await platform.chooseText(tableEndings)
      return path === null ? null : tables.readFile(path, format)
    },
    'create.checkRows': (id, rows) => tables.check(id, rows),
    'create.enqueueRows': (id, rows, batch) => tables.enqueue(id, rows, batch),
  }
}
