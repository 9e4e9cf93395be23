import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, toAppError } from '../../src-shared/errors'
import type { TrimFallback, TrimPart, TrimRequest } from '../../src-shared/trim'
import type { Media } from '../media'
import { assemble } from './assemble'
import { checkResult } from './check'
import { copyCommand, remuxCommand, type Writing } from './commands'
import { encodeCommand } from './encoding'
import { remuxContainer } from './formats'
import { mendMovieDuration } from './movieHeader'
import { planResult, type PlannedResult } from './plan'
import { sectionOf, type Section } from './section'
import { readSource, stampOf, withClosedKeyframes, type CutSource } from './source'

export interface Work {
  /** Names the temporary files. */
  id: string
  /** Of one result, each with its source. */
  parts: readonly { part: TrimPart; source: CutSource }[]
  wish: Pick<TrimRequest, 'cut' | 'edits' | 'output'>
  keepMetadata: boolean
  /** Where unfinished files go. */
  folder: string
  signal: AbortSignal
  /** Rises from 0 to below 1. */
  onFraction: (fraction: number) => void
}

export interface Made {
  path: string
  extension: string
  planned: PlannedResult
  /** Why it is an exact cut although another was asked for. */
  fellBack: TrimFallback | null
  /** What failed its own check. */
  complaint: string | null
}

/** Unfinished files of cuts begin with this. */
export const cutFilePrefix = 'trim-'

/**
 * Makes one result in a temporary file and checks it. A copy or smart cut that fails its check is made anew as an exact one. Whatever
 * fails or is canceled, nothing is left behind; the sources are only read.
 *
 * @throws AppError `unsupported-media` or `nothing-to-cut` when the plan refuses, `not-possible-now` when a source changed meanwhile,
 * `file-missing`, `ffmpeg-failed`, `disk-full`, `canceled`.
 */
export async function makeResult(media: Media, work: Work): Promise<Made> {
  const { capabilities } = await media.binaries()
  const writing: Writing = { known: capabilities, keepMetadata: work.keepMetadata }
  const unchanged = async () => {
    for (const { source } of work.parts) if ((await stampOf(source.path)) !== source.stamp) throw changed()
  }
  await unchanged()
  const temporary: string[] = []
  let kept: string | null = null
  try {
    const sections = await prepared(media, work, temporary)
    const planned = planResult(sections, work.wish, capabilities)
    refuse(planned)
    const perform = async (plan: PlannedResult): Promise<string> => {
      const path = join(work.folder, `${cutFilePrefix}${work.id}.${plan.target.extension}`)
      kept = path
      await write(media, plan, writing, { ...work, path })
      await checkResult(media, path, plan, work.signal)
      return path
    }
    let made: Made
    try {
      made = { path: await perform(planned), extension: planned.target.extension, planned, fellBack: planned.plan.fallback, complaint: null }
    } catch (error) {
      if (planned.method.kind !== 'assembled' || toAppError(error).code !== 'ffmpeg-failed') throw error
      await unchanged()
      if (kept !== null) await rm(kept, { force: true })
      const exact = planResult(sections, { ...work.wish, cut: 'exact' }, capabilities)
      refuse(exact)
      made = { path: await perform(exact), extension: exact.target.extension, planned: exact, fellBack: 'check-failed', complaint: toAppError(error).message }
    }
    await unchanged()
    // Whoever cancels while the result is checked gets none either.
    if (work.signal.aborted) throw new AppError('canceled', 'Canceled')
    return made
  } catch (error) {
    if (kept !== null) await rm(kept, { force: true })
    // What ffmpeg complains of when its source goes away is not the point.
    if (toAppError(error).code !== 'canceled') await unchanged()
    throw error
  } finally {
    for (const path of temporary) await rm(path, { force: true })
  }
}

async function write(media: Media, planned: PlannedResult, writing: Writing, work: Work & { path: string }): Promise<void> {
  const { path, signal, onFraction } = work
  switch (planned.method.kind) {
    case 'copy':
      await media.run(copyCommand(planned, writing, path), { signal, onFraction })
      if (planned.method.range.hidden) await mendMovieDuration(path)
      return
    case 'encoded':
      return media.run(encodeCommand(planned, writing, path), { signal, onFraction })
    case 'assembled':
      return assemble(media, planned, writing, { ...work, prefix: join(work.folder, `${cutFilePrefix}${work.id}`) })
  }
}

/** The sections with what planning needs: transport streams remuxed, closed keyframes known where they matter. */
async function prepared(media: Media, work: Work, temporary: string[]): Promise<Section[]> {
  const remuxes = new Map<string, CutSource>()
  const sections: Section[] = []
  for (const { part, source } of work.parts) {
    const container = remuxContainer(source.probe)
    let cut = source
    let shift = 0
    if (container !== null) {
      const known = remuxes.get(source.path)
      const path = join(work.folder, `${cutFilePrefix}${work.id}-source${remuxes.size}.${container}`)
      if (known === undefined) {
        temporary.push(path)
        await media.run(remuxCommand(source, container, path), { signal: work.signal })
      }
      cut = known ?? (await readSource(media, path, { signal: work.signal }))
      remuxes.set(source.path, cut)
      shift = (cut.frameSeconds[0] ?? 0) - (source.frameSeconds[0] ?? 0)
    }
    if (needsClosedKeyframes(work.wish.cut, work.parts.length)) cut = await withClosedKeyframes(media, cut, work.signal)
    sections.push(sectionOf(part.itemId, cut, part, shift))
  }
  return sections
}

/** Whether a plan asks where streams can be cut and joined: the file is read once more for it. */
export function needsClosedKeyframes(cut: TrimRequest['cut'], parts: number): boolean {
  return cut === 'smart' || (cut === 'copy' && parts > 1)
}

function refuse({ plan }: PlannedResult): void {
  if (plan.refusal === null) return
  const detail = plan.detail === null ? '' : ` (${plan.detail})`
  throw new AppError(plan.refusal === 'too-short' ? 'nothing-to-cut' : 'unsupported-media', `Refused: ${plan.refusal}${detail}`)
}

function changed(): AppError {
  return new AppError('not-possible-now', 'A source changed while it was cut')
}
