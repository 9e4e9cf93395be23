import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { noEdits } from '../../../../src-shared/trim'
import { silentLog } from '../../../../src-main/log'
import { openMedia } from '../../../../src-main/media'
import { makeFile } from '../../../../src-main/trim'
import { makeClips } from '../../../bench/trim/clips'
import { randomCuts } from '../../../bench/trim/cuts'
import { judge, watch } from '../../../bench/trim/judge'
import { systemFfmpeg } from '../../../fixtures/tools'

const folder = mkdtempSync(join(tmpdir(), 'doitong-judged-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// A small run of the benchmark's judge, which shares no code with the trimmer.
test.runIf(systemFfmpeg)('random smart and exact cuts are right to the frame and to the millisecond', async () => {
  const media = openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(folder, 'previews'), log: silentLog })
  const names = ['h264.mp4', 'rotated.mp4', 'variable.mp4', 'ntsc.mp4']
  const clips = await makeClips(folder, names)
  const wishes = randomCuts(names.map((name) => ({ name, seconds: 8 })), 8, 11)
  for (const [index, { clip: name, kind, inSeconds, outSeconds }] of wishes.entries()) {
    const clip = clips.get(name)!
    const source = await watch(clip.path, clip)
    const outPath = join(folder, `result-${index}${extname(name)}`)
    const made = await makeFile(media, {
      parts: [{ path: clip.path, inSeconds, outSeconds }], wish: { cut: kind, edits: noEdits }, outPath, keepMetadata: true, signal: new AbortController().signal, onFraction: () => {},
    })
    const wanted = source.frames.filter(({ seconds }) => seconds >= inSeconds - 1e-4 && seconds < outSeconds - 1e-4).map(({ number }) => number)
    const verdict = judge(await watch(outPath, clip), source, wanted)
    expect({ name, kind, wrong: verdict.wrongFrames, gaps: verdict.gaps }).toEqual({ name, kind, wrong: 0, gaps: 0 })
    expect(Math.abs(verdict.soundMs ?? 0)).toBeLessThanOrEqual(1)
    expect(verdict.identical).toBeGreaterThanOrEqual((made.frames ?? 0) - made.encodedFrames)
  }
  await media.stop()
})
