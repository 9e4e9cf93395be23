import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { fitted, inputArguments, packetArguments, secondsArgument } from '../../../../src-main/media/arguments'
import { readDemuxers, readEncoders, readHasFpsMode, readVersion } from '../../../../src-main/media/capabilities'
import { parsePacket, withDecodingTimes } from '../../../../src-main/media/packets'
import { isProgressLine, progressReader } from '../../../../src-main/media/progress'
import { complaintOf } from '../../../../src-main/media/spawned'
import { peakReader } from '../../../../src-main/media/waveform'
import { workers } from '../../../../src-main/media'

describe('arguments', () => {
  test('an input names its only demuxer and protocol, and its path is never an option', () => {
    expect(inputArguments({ path: '/a b/-i.mp4', container: 'mp4' }, ['-ss', '1'])).toEqual([
      '-ss', '1', '-protocol_whitelist', 'file', '-format_whitelist', 'mov', '-f', 'mov', '-max_pixels', '134217728',
      '-i', 'file:/a b/-i.mp4',
    ])
    expect(packetArguments({ path: 'concat:x', container: 'webm' }, 1).at(-1)).toBe('file:concat:x')
  })

  test('seconds are microseconds without an exponent', () => {
    expect(secondsArgument(1e-7)).toBe('0.000000')
    expect(secondsArgument(3.0416666666)).toBe('3.041667')
  })

  test('pictures fit and are never enlarged', () => {
    expect(fitted({ width: 1920, height: 1080 }, 256)).toEqual({ width: 256, height: 144 })
    expect(fitted({ width: 10, height: 4000 }, 256)).toEqual({ width: 1, height: 256 })
    expect(fitted({ width: 100, height: 80 }, 256)).toEqual({ width: 100, height: 80 })
  })
})

describe('what binaries say about themselves', () => {
  test.each([
    ['ffmpeg version 5.1.9-0+deb12u1 Copyright', 5],
    ['ffmpeg version n7.1 Copyright', 7],
    ['ffmpeg version N-47683-g0e8eb07980-static https://x', null],
    ['ffprobe version 20230721-c2b3861 Copyright', null],
  ])('%s', (text, major) => expect(readVersion(text)?.majorVersion).toBe(major))

  test('another program is not ffmpeg', () => expect(readVersion('bash, version 5')).toBeNull())

  test('lists of old and new versions', () => {
    const encoders = readEncoders(' V..... = Video\n ------\n V....D libx264              libx264 H.264\n A..... aac                  AAC\n')
    expect([...encoders]).toEqual(['libx264', 'aac'])
    expect(readDemuxers(' D  mov,mp4,m4a QuickTime\n DE matroska,webm Matroska\n D d v4l2 Video\n')).toContain('m4a')
    expect(readHasFpsMode('-vsync  set\n-fps_mode  set\n')).toBe(true)
    expect(readHasFpsMode('-vsync  set\n')).toBe(false)
  })
})

test('packets of any version are read by name', () => {
  expect(parsePacket('pts_time=1.5|dts_time=1.4|duration_time=0.04|size=120|flags=K_')).toEqual({
    ptsSeconds: 1.5, dtsSeconds: 1.4, durationSeconds: 0.04, sizeBytes: 120, isKey: true, isShown: true,
  })
  expect(parsePacket('pts_time=-1.0|dts_time=N/A|duration_time=N/A|size=1|flags=KD_')).toMatchObject({ isShown: false, dtsSeconds: null })
  expect(parsePacket('pts_time=N/A|dts_time=N/A')).toBeNull()
  const listed = [0, 0.12, 0.04].map((ptsSeconds, index) => ({
    ptsSeconds, dtsSeconds: index < 2 ? null : 0.02, durationSeconds: 0.04, sizeBytes: 1, isKey: false, isShown: true,
  }))
  expect(withDecodingTimes(listed).map((packet) => packet.dtsSeconds)).toEqual([-0.06, -0.02, 0.02].map((seconds) => expect.closeTo(seconds)))
})

describe('progress', () => {
  test('rises, heeds no N/A, and never says 1', () => {
    const seen: number[] = []
    const line = progressReader(2, (fraction) => seen.push(fraction))
    for (const text of ['out_time_us=N/A', 'out_time_us=-23000', 'out_time_us=500000', 'out_time_us=400000', 'out_time_us=9000000']) line(text)
    expect(seen).toEqual([0.25, 0.99])
  })

  test('its lines are no complaint', () => {
    expect(isProgressLine('out_time_ms=123')).toBe(true)
    expect(isProgressLine('[mov @ 0x55] moov atom not found')).toBe(false)
  })
})

test('a complaint holds no path', () => {
  expect(complaintOf('[mov,mp4 @ 0x5581] moov atom not found\nfile:/home/me/secret.mp4: Invalid data found\n')).toBe(
    'moov atom not found; the file: Invalid data found',
  )
})

test('peaks do not depend on how the samples arrive', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 2, maxLength: 400 }), fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (raw, sizes) => {
      const whole = peakReader(0.02)
      whole.take(Buffer.from(raw))
      const pieces = peakReader(0.02)
      for (let at = 0, turn = 0; at < raw.length; turn++) {
        const size = sizes[turn % sizes.length]!
        pieces.take(Buffer.from(raw.subarray(at, at + size)))
        at += size
      }
      expect(pieces.peaks()).toEqual(whole.peaks())
    }),
  )
})

describe('workers', () => {
  const gate = () => {
    let open!: () => void
    return { opened: new Promise<void>((resolve) => (open = resolve)), open: () => open() }
  }

  test('do each thing once, the newest that is looked at first, and no more at a time than they may', async () => {
    const pool = workers(1)
    const first = gate()
    const order: string[] = []
    const work = (name: string) => async () => {
      order.push(name)
      if (name === 'a') await first.opened
      return name
    }
    const results = [
      pool.run('a', false, work('a')), pool.run('b', false, work('b')), pool.run('c', true, work('c')), pool.run('d', true, work('d')),
      pool.run('b', true, work('b again')),
    ]
    expect(order).toEqual(['a'])
    first.open()
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd', 'b'])
    expect(order).toEqual(['a', 'd', 'c', 'b'])
  })

  test('refuse what waits when they stop', async () => {
    const pool = workers(1)
    const first = gate()
    const running = pool.run('a', false, () => first.opened)
    const waiting = pool.run('b', false, async () => {})
    const stopped = pool.stop()
    await expect(waiting).rejects.toMatchObject({ code: 'canceled' })
    first.open()
    await Promise.all([running, stopped])
    await expect(pool.run('c', true, async () => {})).rejects.toMatchObject({ code: 'canceled' })
  })
})
