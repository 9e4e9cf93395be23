import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { silentLog } from '../../src-main/log'
import { openMedia } from '../../src-main/media'
import { makeFile, type FileMade } from '../../src-main/trim'
import { noEdits } from '../../src-shared/trim'
import { atLeast, atMost, report, table, type Bar } from './report'
import { makeClips, makeLongClip, type Clip } from './trim/clips'
import { randomCuts, type Wish } from './trim/cuts'
import { judge, soundOffsetMs, watch, type Seen, type Verdict } from './trim/judge'
import { keyframeCut, smartCut } from './trim/others'
import { rawCopy, rawExact, rawReading, seconds, type Span } from './trim/raw'

const { values } = parseArgs({
  options: {
    cuts: { type: 'string' },
    seed: { type: 'string', default: '1' },
    /** Only clips whose name holds this. */
    only: { type: 'string', default: '' },
    full: { type: 'boolean', default: false },
    /** The clip for figures of speed, seconds; 0 leaves them out. */
    long: { type: 'string' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const count = Number(values.cuts ?? (values.full ? 60 : 22))
const longSeconds = Number(values.long ?? (values.full ? 300 : 200))

const root = mkdtempSync(join(values.folder, 'doitong-bench-trim-'))
const media = openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(root, 'previews'), log: silentLog })
const signal = new AbortController().signal
const make = (path: string, wish: Pick<Wish, 'kind' | 'inSeconds' | 'outSeconds'>, outPath: string) =>
  makeFile(media, {
    parts: [{ path, inSeconds: wish.inSeconds, outSeconds: wish.outSeconds }], wish: { cut: wish.kind, edits: noEdits }, outPath, keepMetadata: true, signal, onFraction: () => {},
  })

interface Judged {
  wish: Wish
  made: FileMade
  verdict: Verdict | null
  /** Of sound alone: how far its beginning is off, milliseconds. */
  soundMs: number | null
  /** First frame shown, counted from where the app said it would begin. */
  startOff: number
  countOff: number
}

try {
  const clips = await makeClips(root)
  const chosen = [...clips.values()].filter(({ name }) => name.includes(values.only))
  const sources = new Map<string, Seen>()
  for (const clip of chosen) sources.set(clip.name, await watch(clip.path, clip))
  const wishes = randomCuts(chosen.map(({ name }) => ({ name, seconds: sources.get(name)!.durationSeconds })), count, Number(values.seed))
  const judged: Judged[] = []
  for (const [index, wish] of wishes.entries()) judged.push(await cutAndJudge(clips.get(wish.clip)!, sources.get(wish.clip)!, wish, index))
  tell(judged)
  const bars = [...accuracy(judged), ...(await others(clips, sources, wishes)), ...(longSeconds > 0 ? await speed() : [])]
  report('trim', bars)
} finally {
  await media.stop()
  rmSync(root, { recursive: true, force: true })
}

/** Numbers of the frames between two times of the player. */
function framesBetween(source: Seen, from: number, to: number): number[] {
  return source.frames.filter((frame) => frame.seconds - source.zeroSeconds >= from - 1e-4 && frame.seconds - source.zeroSeconds < to - 1e-4).map(({ number }) => number)
}

async function cutAndJudge(clip: Clip, source: Seen, asked: Wish, index: number): Promise<Judged> {
  // What is never copied is asked for as an exact cut.
  const wish: Wish = asked.kind === 'copy' && (clip.name.endsWith('.gif') || clip.name.endsWith('.flac')) ? { ...asked, kind: 'exact' } : asked
  const extension = extname(clip.name) === '.ts' ? '.mp4' : extname(clip.name)
  const out = join(root, `cut-${index}${extension}`)
  const made = await make(clip.path, wish, out)
  const seen = await watch(out, clip)
  rmSync(out)
  if (!clip.hasPicture) {
    const expected = Math.min(wish.inSeconds, source.durationSeconds)
    return { wish, made, verdict: null, soundMs: soundOffsetMs(seen, source, 0.4, expected + 0.4), startOff: 0, countOff: 0 }
  }
  const from = made.cut === 'copy' ? made.startsAtSeconds : wish.inSeconds
  const wanted = made.cut === 'copy'
    ? source.frames.slice(firstFrom(source, from), firstFrom(source, from) + (made.frames ?? 0)).map(({ number }) => number)
    : framesBetween(source, wish.inSeconds, wish.outSeconds)
  const verdict = judge(seen, source, wanted)
  return {
    wish, made, verdict, soundMs: verdict.soundMs,
    startOff: source.frames.findIndex(({ number }) => number === seen.frames[0]?.number) - firstFrom(source, from),
    countOff: seen.frames.length - (made.frames ?? 0),
  }
}

function firstFrom(source: Seen, from: number): number {
  return source.frames.findIndex((frame) => frame.seconds - source.zeroSeconds >= from - 1e-4)
}

function tell(judged: readonly Judged[]): void {
  table(
    ['clip', 'asked', 'made as', 'why', 'from', 'to', 'frames', 'start', 'wrong', 'gaps', 'identical', 'sound ms'],
    judged.map(({ wish, made, verdict, soundMs, startOff }) => [
      wish.clip, wish.kind, made.cut, made.fellBack === null ? '' : `${made.fellBack}${made.detail === null ? '' : ` ${made.detail}`}`.slice(0, 60),
      wish.inSeconds.toFixed(3), wish.outSeconds.toFixed(3), made.frames ?? '', startOff, verdict?.wrongFrames ?? '', verdict?.gaps ?? '',
      verdict?.identical ?? '', soundMs?.toFixed(2) ?? '',
    ]),
  )
}

function accuracy(judged: readonly Judged[]): Bar[] {
  const most = (of: readonly Judged[], value: (one: Judged) => number) => Math.max(0, ...of.map(value))
  const to = (kind: string) => judged.filter(({ made, verdict }) => made.cut === kind && verdict !== null)
  const copies = to('copy')
  const smart = to('smart')
  const exact = to('exact')
  const isMovie = ({ wish }: Judged) => /\.(mp4|mov|ts)$/.test(wish.clip)
  const movies = [...smart, ...exact].filter(isMovie)
  const changed = ({ made, verdict }: Judged) => (made.frames ?? 0) - (verdict?.identical ?? 0) - made.encodedFrames
  return [
    atMost(`wrong frames of ${smart.length} smart cuts`, smart.reduce((sum, { verdict }) => sum + verdict!.wrongFrames, 0), 0),
    atMost(`wrong frames of ${exact.length} exact cuts`, exact.reduce((sum, { verdict }) => sum + verdict!.wrongFrames, 0), 0),
    atMost('frames shown early or late, smart and exact', [...smart, ...exact].reduce((sum, { verdict }) => sum + verdict!.gaps, 0), 0),
    atMost('sound off in MP4 and MOV, smart and exact, most ms', most(movies, ({ soundMs }) => Math.abs(soundMs ?? 0)), 1),
    atMost('copied frames that are not bit-identical', most([...copies, ...smart], changed), 0),
    atMost(`start of ${copies.length} copies beside what was said, frames`, most(copies, ({ startOff }) => Math.abs(startOff)), 0),
    atMost('frames of copies beside what was said', most(copies, ({ countOff, verdict }) => Math.abs(countOff) + verdict!.wrongFrames), 0),
    atMost('smart cuts that failed their own check', judged.filter(({ made }) => made.fellBack === 'check-failed').length, 0),
  ]
}

/** The same cuts of H.264 in MP4 and MKV by LosslessCut's methods, for comparison. */
async function others(clips: ReadonlyMap<string, Clip>, sources: ReadonlyMap<string, Seen>, wishes: readonly Wish[]): Promise<Bar[]> {
  const comparable = wishes.filter(({ clip }) => ['h264.mp4', 'h264.mkv', 'h264.mov', 'rotated.mp4', 'variable.mp4', 'baseline.mp4', 'ntsc.mp4', 'hevc.mp4', 'open.mp4'].includes(clip))
  const rows: (string | number)[][] = []
  for (const [name, cut] of [['LosslessCut, keyframe cut', keyframeCut], ['LosslessCut, smart cut', smartCut]] as const) {
    const starts: number[] = []
    const sounds: number[] = []
    let [wrong, gaps, failed] = [0, 0, 0]
    for (const [index, wish] of comparable.entries()) {
      const clip = clips.get(wish.clip)!
      const source = sources.get(wish.clip)!
      const out = join(root, `other-${index}${extname(clip.name)}`)
      try {
        await cut(clip.path, wish.inSeconds, wish.outSeconds, out)
        const verdict = judge(await watch(out, clip), source, framesBetween(source, wish.inSeconds, wish.outSeconds))
        starts.push(verdict.wrongFrames)
        if (verdict.wrongFrames > 0) wrong++
        if (verdict.gaps > 0) gaps++
        if (verdict.soundMs !== null) sounds.push(Math.abs(verdict.soundMs))
      } catch {
        failed++
      }
      rmSync(out, { force: true })
    }
    sounds.sort((a, b) => a - b)
    rows.push([name, comparable.length, wrong, gaps, failed, sounds[Math.floor(sounds.length / 2)]?.toFixed(1) ?? '', sounds.at(-1)?.toFixed(1) ?? ''])
  }
  console.log('\nThe same cuts by others, judged in the same way')
  table(['method', 'cuts', 'with wrong frames', 'with gaps', 'undecodable', 'sound ms, median', 'most'], rows)
  return []
}

async function speed(): Promise<Bar[]> {
  const long = await makeLongClip(root, longSeconds)
  const length = Math.min(180, longSeconds - 15)
  const span: Span = { path: long.path, from: 7.3, to: 7.3 + length }
  const rounds = values.full ? 3 : 2
  const times = { copy: [] as number[], rawCopy: [] as number[], smart: [] as number[], exact: [] as number[], rawExact: [] as number[] }
  const load = loadavg()[0] ?? 0
  const app = async (kind: Wish['kind']) => {
    const out = join(root, 'speed.mp4')
    const taken = await seconds(() => make(long.path, { kind, inSeconds: span.from, outSeconds: span.to }, out))
    rmSync(out)
    return taken
  }
  // In turns, so that what else the machine does falls on all.
  for (let round = 0; round < rounds * 3; round++) {
    times.rawCopy.push(await seconds(() => rawCopy(span, root)))
    times.copy.push(await app('copy'))
    times.smart.push(await app('smart'))
  }
  for (let round = 0; round < rounds; round++) {
    times.rawExact.push(await seconds(() => rawExact(span, root)))
    times.exact.push(await app('exact'))
  }
  const reading = await seconds(() => rawReading(span.path))
  const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!
  console.log(`\n${length} s of 1280 x 720 out of ${longSeconds} s on ${cpus().length} cores, load ${load.toFixed(1)} before; reading the source alone ${reading.toFixed(2)} s`)
  table(
    ['kind', 'app s', 'the same calls raw s', 'ratio'],
    [
      ['copy', median(times.copy).toFixed(2), median(times.rawCopy).toFixed(2), (median(times.copy) / median(times.rawCopy)).toFixed(2)],
      ['exact', median(times.exact).toFixed(2), median(times.rawExact).toFixed(2), (median(times.exact) / median(times.rawExact)).toFixed(2)],
      ['smart', median(times.smart).toFixed(2), '', ''],
    ],
  )
  return [
    atMost('copy over the same calls made raw', median(times.copy) / median(times.rawCopy), 1.3),
    atMost('exact over the same calls made raw', median(times.exact) / median(times.rawExact), 1.05),
    atLeast('smart faster than encoding, times', median(times.rawExact) / median(times.smart), 15),
  ]
}
