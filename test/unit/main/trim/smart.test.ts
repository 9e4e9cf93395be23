import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { noEdits, type Cut, type TrimRequest } from '../../../../src-shared/trim'
import { openMedia, type Media } from '../../../../src-main/media'
import { silentLog } from '../../../../src-main/log'
import { makeResult } from '../../../../src-main/trim/run'
import { readSource } from '../../../../src-main/trim/source'
import { clip, clipPath, type ClipName } from '../../../fixtures/clips'
import { shownFrames } from '../../../fixtures/judge'
import { systemFfmpeg } from '../../../fixtures/tools'

const folder = mkdtempSync(join(tmpdir(), 'doitong-smart-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The system's ffmpeg, and the old one that comes with the app. */
const gates: [string, Media][] = [
  ...(systemFfmpeg ? [['system', openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(folder, 'a'), log: silentLog })] as [string, Media]] : []),
  ['embedded', openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(folder, 'b'), log: silentLog, searchPath: [] })],
]
const frame = 1 / clip.fps
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

let count = 0
async function make(media: Media, parts: [ClipName, number | null, number | null][], cut: Cut, more: Partial<TrimRequest> = {}) {
  const sources = await Promise.all(parts.map(async ([name, inSeconds, outSeconds]) => ({
    part: { itemId: name, inSeconds, outSeconds }, source: await readSource(media, await clipPath(name)),
  })))
  const made = await makeResult(media, {
    id: String(count++), parts: sources, wish: { cut, edits: noEdits, output: { format: 'source', preset: 'best' }, ...more }, keepMetadata: true, folder,
    signal: new AbortController().signal, onFraction: () => {},
  })
  return { ...made, plan: made.planned.plan }
}

describe.each(gates)('with the %s ffmpeg', (_name, media) => {
  test.each(['h264.mp4', 'silent.mp4', 'h264.mkv'] as const)('a smart cut of %s holds the frames asked for', async (name) => {
    const offset = name.endsWith('mkv') ? 0.03 : 0
    const { path, plan, fellBack, complaint } = await make(media, [[name, 12 * frame + offset, 80 * frame + offset]], 'smart')
    expect([fellBack, complaint]).toEqual([null, null])
    expect(await shownFrames(path)).toEqual(range(12 + Math.ceil(offset), 80 + Math.ceil(offset)))
    expect(plan).toMatchObject({ madeAs: 'smart', frames: 68 })
  })
})
