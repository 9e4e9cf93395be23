import { rm, writeFile } from 'node:fs/promises'
import type { Media } from '../media'
import { copiedSoundCommand, copiedSoundMuxer, encodedSoundMuxer, joinCommand, pieceCommand, pieceList } from './assembling'
import type { Writing } from './commands'
import { soundCommand } from './encoding'
import type { PlannedResult } from './plan'

interface Place {
  path: string
  /** What the names of pieces begin with. */
  prefix: string
  signal: AbortSignal
  onFraction: (fraction: number) => void
}

/** Part of the whole that is said to be done when the pieces are there. */
const piecesFraction = 0.9
const piecesAtOnce = 2

/** Makes the pieces of a result beside each other, then joins them. What was made in between is removed, whatever happens. */
export async function assemble(media: Media, planned: PlannedResult, writing: Writing, place: Place): Promise<void> {
  if (planned.method.kind !== 'assembled') throw new Error(`Not of pieces: ${planned.method.kind}`)
  const { pieces, sound } = planned.method
  const paths = pieces.map((_, index) => `${place.prefix}-${index}.ts`)
  const muxer: typeof encodedSoundMuxer | typeof copiedSoundMuxer = sound === 'encoded' ? encodedSoundMuxer : copiedSoundMuxer
  const soundPath = `${place.prefix}-sound.${muxer}`
  const listPath = `${place.prefix}-list.txt`
  // Of no use to each other: what fails ends the rest.
  const abort = new AbortController()
  const signal = AbortSignal.any([abort.signal, place.signal])
  const progress = weighed(pieces.map((piece) => (piece.how === 'encode' ? piece.frames : piece.frames / 50)), (fraction) => place.onFraction(fraction * piecesFraction))
  const tasks = pieces.map((piece, index) => () =>
    media.run(pieceCommand(piece, writing, paths[index]!), { signal, onFraction: (fraction) => progress(index, fraction) }))
  const copiedSound = sound === 'copied' ? copiedSoundCommand(planned, soundPath) : null
  const soundRun = copiedSound ?? (sound === 'encoded' ? soundCommand(planned, encodedSoundMuxer, soundPath) : null)
  if (soundRun !== null) tasks.push(() => media.run(soundRun, { signal }))
  try {
    await allOf(tasks, piecesAtOnce, () => abort.abort())
    await writeFile(listPath, pieceList(paths, pieces))
    const joined = { listPath, sound: soundRun === null ? null : { path: soundPath, muxer, leadSeconds: copiedSound?.leadSeconds ?? 0 } }
    await media.run(joinCommand(planned, joined, writing, place.path), {
      signal, onFraction: (fraction) => place.onFraction(piecesFraction + fraction * (0.99 - piecesFraction)),
    })
  } finally {
    for (const path of [...paths, soundPath, listPath]) await rm(path, { force: true })
  }
}

/** Runs all, some at a time; settles when the last one has ended, with the first failure. */
async function allOf(tasks: readonly (() => Promise<void>)[], atOnce: number, onFailure: () => void): Promise<void> {
  const waiting = [...tasks]
  const failures: unknown[] = []
  const worker = async () => {
    for (let task = waiting.shift(); task !== undefined && failures.length === 0; task = waiting.shift()) {
      try {
        await task()
      } catch (error) {
        failures.push(error)
        onFailure()
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  if (failures.length > 0) throw failures[0]
}

/** One rising fraction out of those of parts of different weight. */
function weighed(weights: readonly number[], onFraction: (fraction: number) => void): (index: number, fraction: number) => void {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const done = weights.map(() => 0)
  return (index, fraction) => {
    done[index] = fraction
    onFraction(done.reduce((sum, part, at) => sum + part * weights[at]!, 0) / Math.max(total, 1e-9))
  }
}
