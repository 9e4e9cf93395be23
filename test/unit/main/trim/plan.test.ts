import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { Packet, Probe } from '../../../../src-main/media'
import { noEdits, type Cut, type TrimRequest } from '../../../../src-shared/trim'
import { copyCommand } from '../../../../src-main/trim/commands'
import { encodeCommand } from '../../../../src-main/trim/encoding'
import { planResult, type Known } from '../../../../src-main/trim/plan'
import { sectionOf } from '../../../../src-main/trim/section'
import { describeSource, frameTimes, type CutSource } from '../../../../src-main/trim/source'

const known = { encoders: new Set(['libx264', 'aac', 'libvpx-vp9', 'libopus', 'gif', 'libmp3lame', 'flac']), hasFpsMode: true, hasDisplayRotation: false,
  bitstreamFilters: new Set(['h264_mp4toannexb', 'hevc_mp4toannexb', 'filter_units', 'dump_extra']),
}

/** A stream in groups of I P B B …, with a given distance of frames. */
function stream(groups: number, gop: number, rate = 24, start = 0): Packet[] {
  const packets: Packet[] = []
  for (let group = 0; group < groups; group++) {
    const order = [0]
    for (let at = 1; at < gop; at += 3) order.push(...[at + 2, at, at + 1].filter((place) => place < gop))
    for (const place of order) {
      const decoded = packets.length
      packets.push({
        ptsSeconds: start + (group * gop + place) / rate,
        dtsSeconds: start + (decoded - 2) / rate,
        durationSeconds: 1 / rate, sizeBytes: 1_000, isKey: place === 0, isShown: true,
      })
    }
  }
  return packets
}

function sourceOf(packets: Packet[], changes: Partial<Probe> = {}): CutSource {
  const probe: Probe = {
    kind: 'video', container: 'mp4', durationSeconds: packets.length / 24, startSeconds: 0, sizeBytes: packets.length * 1_000, width: 320, height: 180,
    frameRate: 24, videoCodec: 'h264', audioCodec: 'aac', hasAudio: true,
    video: {
      index: 0, rotationDegrees: 0, pixelFormat: 'yuv420p', hasTransparency: false, durationSeconds: null, codedWidth: 320, codedHeight: 180,
      sampleAspect: '1:1', profile: 'High', ticksPerSecond: 12_288, isInterlaced: false, color: { range: null, space: null, transfer: null, primaries: null },
    },
    audio: { sampleRate: 44_100, channels: 2, durationSeconds: null }, ...changes,
  }
  const frameSeconds = frameTimes(packets, 0)
  const durationSeconds = packets.length / 24
  const closedKeyframes = packets.filter((packet) => packet.isKey).map((packet) => packet.ptsSeconds)
  return { path: '/x.mp4', probe, packets, zeroSeconds: 0, frameSeconds, durationSeconds, pictureEndSeconds: durationSeconds, closedKeyframes, stamp: '' }
}

/** A plan of one part, its own facts beside those of the whole. */
function planCut(source: CutSource, { cut, ...range }: { cut: Cut; inSeconds: number; outSeconds: number }, knows: Known, more: Partial<TrimRequest> = {}) {
  const section = sectionOf('x', source, range)
  const planned = planResult([section], { cut, edits: noEdits, output: { format: 'source', preset: 'best' }, ...more }, knows)
  return { planned, section, plan: { ...planned.plan.parts[0]!, ...planned.plan } }
}

describe('planning', () => {
  const wishes = fc.record({ from: fc.double({ min: 0, max: 8, noNaN: true }), length: fc.double({ min: 0.05, max: 4, noNaN: true }) })
  const streams = fc.record({ groups: fc.integer({ min: 1, max: 5 }), gop: fc.integer({ min: 1, max: 40 }) })

  test('an exact cut holds the frames from the in point up to the out point', () => {
    fc.assert(
      fc.property(streams, wishes, ({ groups, gop }, { from, length }) => {
        const source = sourceOf(stream(groups, gop))
        const { plan, section } = planCut(source, { cut: 'exact', inSeconds: from, outSeconds: from + length }, known)
        const wanted = source.frameSeconds.filter((seconds) => seconds >= from - 1e-4 && seconds < from + length - 1e-4)
        expect(plan.frames).toBe(wanted.length)
        expect(source.frameSeconds.slice(section.firstIndex, section.endIndex)).toEqual(wanted)
        expect(plan.refusal).toBe(wanted.length === 0 ? 'too-short' : null)
      }),
    )
  })

  test('a copy begins at a keyframe, holds at least what was asked, and has no gap', () => {
    fc.assert(
      fc.property(streams, wishes, fc.constantFrom('mp4', 'mkv'), ({ groups, gop }, { from, length }, container) => {
        const source = sourceOf(stream(groups, gop), { container: container as 'mp4' | 'mkv' })
        const { plan } = planCut(source, { cut: 'copy', inSeconds: from, outSeconds: from + length }, known)
        if (plan.refusal !== null) return
        const key = source.packets.find((packet) => packet.ptsSeconds === plan.startsAtSeconds)
        expect(key?.isKey).toBe(true)
        expect(plan.startsAtSeconds).toBeLessThanOrEqual(plan.inSeconds)
        expect(plan.hidden).toBe(container === 'mp4')
        expect(plan.hiddenSeconds).toBeCloseTo(container === 'mp4' ? plan.inSeconds - plan.startsAtSeconds : 0)
        const shownFrom = plan.hidden ? plan.inSeconds : plan.startsAtSeconds
        const shown = source.frameSeconds.filter((seconds) => seconds >= shownFrom && seconds < plan.outSeconds - 1e-4)
        expect(plan.frames).toBe(shown.length)
        expect(shown.length - (plan.hidden ? 0 : Math.round((plan.inSeconds - shownFrom) * 24))).toBeLessThanOrEqual(Math.ceil(length * 24) + 3)
      }),
    )
  })

  test('an older build steps back to the keyframe before, and the plan says so', () => {
    const source = sourceOf(stream(3, 24))
    const wish = { cut: 'copy', inSeconds: 1, outSeconds: 2 } as const
    expect(planCut(source, wish, known).plan.startsAtSeconds).toBe(1)
    expect(planCut(source, wish, { ...known, hasFpsMode: false }).plan).toMatchObject({ startsAtSeconds: 0, hiddenSeconds: 1, inSeconds: 1 })
  })

  test.each([
    [{ container: 'gif', videoCodec: 'gif' }, 'copy', 'gif-copy'],
    [{ container: 'gif', videoCodec: 'gif' }, 'exact', null],
    [{ container: 'flac', kind: 'audio', video: null, videoCodec: null, audioCodec: 'flac' }, 'copy', 'flac-copy'],
    [{ container: 'webm', videoCodec: 'vp9', audioCodec: 'opus' }, 'copy', null],
    [{ container: 'ogg', kind: 'audio', video: null, videoCodec: null, audioCodec: 'vorbis' }, 'exact', 'no-encoder'],
  ] as [Partial<Probe>, 'copy' | 'exact', string | null][])('%o %s: %s', (changes, cut, refusal) => {
    expect(planCut(sourceOf(stream(2, 24), changes), { cut, inSeconds: 0, outSeconds: 1 }, known).plan.refusal).toBe(refusal)
  })

  test('AV1 in MP4 is not promised to be hidden', () => {
    const { plan } = planCut(sourceOf(stream(2, 24), { videoCodec: 'av1' }), { cut: 'copy', inSeconds: 0.5, outSeconds: 1 }, known)
    expect(plan).toMatchObject({ hidden: false, startsAtSeconds: 0, hiddenSeconds: 0 })
  })
})

describe('commands', () => {
  const command = (changes: Partial<Probe>, cut: 'copy' | 'exact', knows = known) => {
    const source = sourceOf(stream(3, 24), changes)
    const { planned } = planCut(source, { cut, inSeconds: 1, outSeconds: 2 }, knows)
    return (cut === 'copy' ? copyCommand : encodeCommand)(planned, { known: knows, keepMetadata: true }, '/tmp/out')
  }

  test('copying opens the file once for the picture and once for the sound, and maps nothing else', () => {
    const { inputs, options } = command({}, 'copy')
    expect(inputs).toHaveLength(2)
    for (const input of inputs) expect(input).toEqual(expect.arrayContaining(['-ss', '1.000000', '-protocol_whitelist', 'file', 'file:/x.mp4']))
    expect(options.join(' ')).toBe(
      '-map 0:0 -c:v copy -map 1:a:0 -c:a copy -map_metadata 0 -map_chapters -1 -sn -dn -movflags +use_metadata_tags+faststart -f mp4',
    )
  })

  test.each([
    ['exact H.264', command({}, 'exact').options, ['-fps_mode passthrough', 'libx264', 'trim=end_frame=24', 'atrim=end=1.000000', '-c:a aac', '-f mp4']],
    ['an older build', command({}, 'exact', { ...known, hasFpsMode: false }).options, ['-vsync passthrough']],
    ['WebM', command({ container: 'webm', videoCodec: 'vp9' }, 'exact').options, ['libvpx-vp9', 'libopus', '-f webm']],
    ['HEVC', command({ videoCodec: 'hevc' }, 'copy').options, ['-tag:v hvc1']],
    ['GIF', command({ container: 'gif', hasAudio: false }, 'exact').options, ['palettegen', 'paletteuse', '-f gif']],
    ['an odd size', command({ container: 'webm', width: 321 }, 'exact').options, ['crop=trunc(iw/2)*2']],
  ])('%s', (_name, options, parts) => {
    for (const part of parts) expect(options.join(' ')).toContain(part)
  })
})

test('keyframes are places among the frames', () => {
  const source = sourceOf(stream(2, 10))
  expect(describeSource('x', source).keyframes).toEqual([0, 10])
  expect(describeSource('x', source).frameSeconds).toHaveLength(20)
})
