import { watch, type FSWatcher } from 'node:fs'
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../src-shared/errors'
import { wildcardBook, type WildcardBook } from '../../src-shared/prompt'
import { wildcardNameSchema, type WildcardFile } from '../../src-shared/wildcard'
import type { Announce } from '../announce'
import type { Log } from '../log'

/** The text files whose lines stand for `__name__`; the user edits them in the app or with any editor. */
export interface Wildcards {
  list(): Promise<WildcardFile[]>
  /** What the prompts of now draw from. */
  book(): Promise<WildcardBook>
  /** @throws AppError `not-found` */
  read(name: string): Promise<string>
  /**
   * @param before what the file held when its editing began; null: it is new.
   * @throws AppError `changed-meanwhile`, `name-taken`, `disk-full`
   */
  save(name: string, text: string, before: string | null): Promise<void>
  /** @throws AppError `not-found`, `name-taken` */
  rename(name: string, to: string): Promise<void>
  /** Into the operating system's trash. @throws AppError `not-found` */
  remove(name: string): Promise<void>
  show(): Promise<void>
  close(): void
}

interface Parts {
  /** `ProfilePaths.wildcards`. */
  folder: string
  announce: Announce
  log: Log
  trashFile(path: string): Promise<void>
  showFolder(path: string): Promise<void>
}

const ending = '.txt'
const mostFiles = 2_000
const mostFileBytes = 5 * 1024 * 1024
const mostBytes = 64 * 1024 * 1024
/** An editor writes a file in several steps. */
const settleMilliseconds = 150

export function openWildcards({ folder, announce, log, trashFile, showFolder }: Parts): Wildcards {
  let known: Promise<ReadonlyMap<string, string>> | null = null
  let book: WildcardBook | null = null
  let timer: NodeJS.Timeout | null = null

  const files = () => {
    known ??= readAll(folder, log).catch((error: unknown) => {
      known = null
      throw error
    })
    return known
  }
  const forget = () => {
    known = null
    book = null
  }
  const list = async () => [...(await files())].map(([name, text]) => ({ name, lines: linesIn(text), sizeBytes: Buffer.byteLength(text) }))
  const changed = async () => {
    forget()
    announce('create.wildcardsChanged', await list())
  }
  const look = () => {
    timer = null
    // What the app wrote itself is known already.
    void changed().catch((error: unknown) => log.warn('The wildcards could not be read', { error }))
  }
  const watcher = watched(folder, log, () => {
    timer ??= setTimeout(look, settleMilliseconds)
  })
  /** The name as it is on disk, whatever the case it is asked for in. */
  const nameOf = async (name: string) => [...(await files()).keys()].find((one) => one.toLowerCase() === name.toLowerCase()) ?? null
  const existing = async (name: string) => {
    const found = await nameOf(name)
    if (found === null) throw new AppError('not-found', 'There is no such wildcard')
    return found
  }
  const pathOf = (name: string) => join(folder, ...name.split('/')) + ending

  return {
    list,
    async book() {
      const all = await files()
      book ??= wildcardBook(all)
      return book
    },
    async read(name) {
      return (await files()).get(await existing(name)) ?? ''
    },
    async save(name, text, before) {
      if (Buffer.byteLength(text) > mostFileBytes) throw new AppError('too-large', 'The wildcard is too large', { details: { limitBytes: mostFileBytes } })
      forget()
      const found = await nameOf(name)
      if (before === null && found !== null) throw new AppError('name-taken', 'There is a wildcard of that name')
      if (before !== null && found !== null && (await files()).get(found) !== before) throw new AppError('changed-meanwhile', 'Another program changed the wildcard')
      const path = pathOf(found ?? name)
      const copy = `${path}.${process.pid}.tmp`
      try {
        await mkdir(dirname(path), { recursive: true })
        await writeFile(copy, text)
        await rename(copy, path)
      } catch (error) {
        throw fileError(error)
      }
      await changed()
    },
    async rename(name, to) {
      forget()
      const from = await existing(name)
      const taken = await nameOf(to)
      if (taken !== null && taken !== from) throw new AppError('name-taken', 'There is a wildcard of that name')
      try {
        await mkdir(dirname(pathOf(to)), { recursive: true })
        await rename(pathOf(from), pathOf(to))
      } catch (error) {
        throw fileError(error)
      }
      await changed()
    },
    async remove(name) {
      await trashFile(pathOf(await existing(name)))
      await changed()
    },
    async show() {
      await mkdir(folder, { recursive: true })
      await showFolder(folder)
    },
    close() {
      watcher?.close()
      if (timer !== null) clearTimeout(timer)
    },
  }
}

/** Every text file with a name that a prompt can say, in the order of their names. */
async function readAll(folder: string, log: Log): Promise<ReadonlyMap<string, string>> {
  await mkdir(folder, { recursive: true })
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1, -ending.length).replaceAll('\\', '/'))
    .filter((name) => wildcardNameSchema.safeParse(name).success)
    .sort()
  if (names.length > mostFiles) log.warn('Not all wildcards are read', { files: names.length })
  const files = new Map<string, string>()
  let total = 0
  for (const name of names.slice(0, mostFiles)) {
    const path = join(folder, ...name.split('/')) + ending
    const size = await stat(path).then((facts) => facts.size, () => Infinity)
    total += size
    if (size > mostFileBytes || total > mostBytes) {
      log.warn('A wildcard is too large', { name })
      continue
    }
    // It may go away while it is looked for.
    const bytes = await readFile(path).catch(() => null)
    if (bytes !== null) files.set(name, decoded(bytes))
  }
  return files
}

/** UTF-8, or what older editors of the West write. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function linesIn(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#')).length
}

/** Where watching is not possible, the app sees its own changes and asks anew with each list. */
function watched(folder: string, log: Log, onChange: () => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { recursive: true, persistent: false }, onChange)
    watcher.on('error', (error) => log.warn('The wildcards are not watched any more', { error }))
    return watcher
  } catch (error) {
    log.warn('The wildcards cannot be watched', { error })
    return null
  }
}

function fileError(error: unknown): unknown {
  const code = (error as { code?: unknown }).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', 'The disk is full', { cause: error })
  if (code === 'ENOTDIR' || code === 'EISDIR' || code === 'EEXIST') return new AppError('name-taken', 'Something else has that name', { cause: error })
  return error
}
