import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mediaUrl } from '../../../../src-shared/media'
import { sniff } from '../../../../src-main/media'
import { clipPath } from '../../../fixtures/clips'
import { fileClip, openTestLibrary, type TestLibrary } from '../../../fixtures/libraries'

let opened: TestLibrary
let video: string
let bytes: Buffer
beforeAll(async () => {
  opened = openTestLibrary()
  video = await fileClip(opened.library, 'h264.mp4')
  bytes = await readFile(opened.library.path(video))
})
afterAll(() => opened.close())

const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  opened.library.mediaResponse(new Request(url, { method, headers }))
const body = async (response: Response) => Buffer.from(await response.arrayBuffer())

describe('an item', () => {
  test('comes whole, guarded, as the type it was filed as', async () => {
    const response = await ask(mediaUrl.item(video))
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'video/mp4', 'content-length': String(bytes.length), 'accept-ranges': 'bytes', 'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox", 'cross-origin-resource-policy': 'same-origin',
    })
    expect((await body(response)).equals(bytes)).toBe(true)
  })

  test.each([
    ['bytes=0-', 0, undefined],
    ['bytes=1000-', 1_000, undefined],
    ['bytes=10-19', 10, 20],
    ['bytes=-7', -7, undefined],
  ])('answers %s with exactly that', async (range, from, to) => {
    const response = await ask(mediaUrl.item(video), { range })
    const wanted = bytes.subarray(from, to)
    expect(response.status).toBe(206)
    expect(response.headers.get('content-length')).toBe(String(wanted.length))
    const start = from < 0 ? bytes.length + from : from
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${start + wanted.length - 1}/${bytes.length}`)
    expect((await body(response)).equals(wanted)).toBe(true)
  })

  test('says so when a range lies beyond its end', async () => {
    const response = await ask(mediaUrl.item(video), { range: `bytes=${bytes.length}-` })
    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe(`bytes */${bytes.length}`)
  })

  test('answers HEAD without a body, and a range only of the version that is meant', async () => {
    const head = await ask(mediaUrl.item(video), {}, 'HEAD')
    expect([head.status, head.headers.get('content-length'), (await body(head)).length]).toEqual([200, String(bytes.length), 0])
    const other = await ask(mediaUrl.item(video), { range: 'bytes=5-', 'if-range': '"another"' })
    expect(other.status).toBe(200)
    await other.body?.cancel()
    expect((await ask(mediaUrl.item(video), {}, 'POST')).status).toBe(405)
  })

  test('lets go of its file once, however the player leaves', async () => {
    for (let turn = 0; turn < 50; turn++) {
      const response = await ask(mediaUrl.item(video), { range: 'bytes=0-' })
      const reader = response.body!.getReader()
      if (turn % 2 === 0) await reader.read()
      await Promise.all([reader.cancel(), reader.cancel()])
    }
  })

  test('is not served when it is gone, or when a link took its place', async () => {
    const id = await fileClip(opened.library, 'still.png', { prompt: 'a link' })
    const path = opened.library.path(id)
    rmSync(path)
    expect((await ask(mediaUrl.item(id))).status).toBe(404)
    symlinkSync('/etc/hostname', path)
    expect((await ask(mediaUrl.item(id))).status).toBe(404)
    rmSync(path)
  })

  test('is not served through a folder that leads out of the library', async () => {
    const id = await fileClip(opened.library, 'still.png', { prompt: 'a folder', createdAt: Date.UTC(2020, 5, 15) })
    const month = join(opened.folder, '2020-06')
    const outside = join(opened.profile, 'outside')
    renameSync(month, outside)
    symlinkSync(outside, month)
    expect((await ask(mediaUrl.item(id))).status).toBe(404)
  })
})

describe('other addresses', () => {
  test('thumbnails and filmstrips are made when asked for, and may be kept', async () => {
    const thumbnail = await ask(mediaUrl.thumbnail(video, 256))
    expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(thumbnail.headers.get('cache-control')).toContain('immutable')
    expect(sniff(await body(thumbnail))?.container).toBe('jpeg')
    const again = await ask(mediaUrl.thumbnail(video, 256), { 'if-none-match': thumbnail.headers.get('etag')! })
    expect(again.status).toBe(304)
    const strip = await ask(mediaUrl.filmstrip(video))
    expect(strip.status).toBe(200)
    await strip.body?.cancel()
  })

  test('references and sample art come from their own folders, by what their bytes are', async () => {
    const hash = createHash('sha256').update('x').digest('hex')
    copyFileSync(await clipPath('still.jpg'), join(opened.profile, 'references', hash))
    copyFileSync(await clipPath('still.jpg'), join(opened.profile, 'art', '1.jpg'))
    for (const url of [mediaUrl.reference(hash), mediaUrl.art(0), mediaUrl.art(16)]) {
      const response = await ask(url)
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
      await response.body?.cancel()
    }
    const page = createHash('sha256').update('page').digest('hex')
    writeFileSync(join(opened.profile, 'references', page), '<html><script>1</script></html>')
    expect((await ask(mediaUrl.reference(page))).status).toBe(404)
  })

  test.each([
    'media://item/', 'media://item/nobody', 'media://item/..%2f..%2fetc%2fpasswd', 'media://item/..%5c..%5cx', 'media://item/a/b', 'media://item/%00',
    'media://thumbnail/nobody?size=256', 'media://thumbnail/x?size=1', 'media://reference/../x', 'media://reference/zz', 'media://art/x',
    'media://art/-1', 'media://other/1', 'media://library/etc/passwd',
  ])('%s is nothing', async (url) => {
    const response = await ask(url)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  })

  test('a picture that ffmpeg cannot draw is shown as it is', async () => {
    const id = await fileClip(opened.library, 'still.png', { prompt: 'cut short' })
    writeFileSync(opened.library.path(id), (await readFile(await clipPath('still.png'))).subarray(0, 60))
    await opened.media.forgetPreviews(id)
    const response = await ask(mediaUrl.thumbnail(id, 1024, 1))
    expect([response.status, response.headers.get('content-type'), (await body(response)).length]).toEqual([200, 'image/png', 60])
  })

  test('a size that is not made is refused', async () => {
    mkdirSync(join(opened.profile, 'x'), { recursive: true })
    expect((await ask(`media://thumbnail/${video}?size=512`)).status).toBe(404)
  })
})
