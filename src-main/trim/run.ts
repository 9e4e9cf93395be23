import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../src-shared/errors'
import type { Media } from '../media'
import { checkResult } from './check'
import { cutCommand, remuxCommand } from './cuts'
import { remuxContainer } from './formats'
import { mendMovieDuration } from './movieHeader'
import { planCut, type CutWish, type PlannedCut } from './plan'
import { readSource, stampOf, type CutSource } from './source'

export interface CutRun {
  id: string
  source: CutSource
  wish: CutWish
  /** Where unfinished files go. */
  folder: string
  signal: AbortSignal
  /** Rises from 0 to below 1. */
  onFraction: (fraction: number) => void
}

export interface CutResult {
  path: string
  extension: string
  planned: PlannedCut
}

/** Unfinished files of cuts begin with this. */
export const cutFilePrefix = 'trim-'

/**
 * Makes a cut in a temporary file and checks it. Whatever fails or is canceled, nothing is left behind; the source is only read.
 *
 * @throws AppError `unsupported-media` or `nothing-to-cut` when the plan refuses, `not-possible-now` when the source changed meanwhile,
 * `file-missing`, `ffmpeg-failed`, `disk-full`, `canceled`.
 */
export async function runCut(media: Media, run: CutRun): Promise<CutResult> {
  const { capabilities } = await media.binaries()
  const before = await stampOf(run.source.path)
  if (before !== run.source.stamp) throw changed()
  const refusal = planCut(run.source, run.wish, capabilities).plan.refusal
  if (refusal !== null) throw new AppError(refusal === 'too-short' ? 'nothing-to-cut' : 'unsupported-media', `Refused: ${refusal}`)
  const remuxed = await remux(media, run)
  let resultPath: string | null = null
  try {
    const { source, wish } = remuxed
    const planned = planCut(source, wish, capabilities)
    resultPath = join(run.folder, `${cutFilePrefix}${run.id}.${planned.target.extension}`)
    await media.run(cutCommand(source, planned, capabilities, resultPath), { signal: run.signal, onFraction: run.onFraction })
    if (planned.plan.hidden) await mendMovieDuration(resultPath)
    await checkResult(media, resultPath, planned, source)
    if ((await stampOf(run.source.path)) !== before) throw changed()
    // Whoever cancels while the result is checked gets none either.
    if (run.signal.aborted) throw new AppError('canceled', 'Canceled')
    return { path: resultPath, extension: planned.target.extension, planned }
  } catch (error) {
    if (resultPath !== null) await rm(resultPath, { force: true })
    // What ffmpeg complains of when its source goes away is not the point.
    await stampOf(run.source.path)
    throw error
  } finally {
    if (remuxed.source !== run.source) await rm(remuxed.source.path, { force: true })
  }
}

/** A transport stream is remuxed first, and the wish carried over frame by frame; anything else is cut as it is. */
async function remux(media: Media, run: CutRun): Promise<{ source: CutSource; wish: CutWish }> {
  const container = remuxContainer(run.source.probe)
  if (container === null) return run
  const path = join(run.folder, `${cutFilePrefix}${run.id}-source.${container}`)
  try {
    await media.run(remuxCommand(run.source, run.source.durationSeconds, container, path), { signal: run.signal })
    const source = await readSource(media, path, run.signal)
    const shift = (source.frameSeconds[0] ?? 0) - (run.source.frameSeconds[0] ?? 0)
    return { source, wish: { ...run.wish, inSeconds: Math.max(0, run.wish.inSeconds + shift), outSeconds: run.wish.outSeconds + shift } }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

function changed(): AppError {
  return new AppError('not-possible-now', 'The source changed while it was cut')
}
