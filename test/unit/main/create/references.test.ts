import { createHash } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { exactBody } from '../../../../src-main/api'
import type { Desk } from '../queue/compose'
import { openDesk } from '../queue/desk'
import { request } from '../queue/requests'
import { sandbox } from '../../sandbox/client'
import { openCreateDesk } from './studioCreate'

/** The smallest picture there is: one pixel. */
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')
const hash = createHash('sha256').update(pixel).digest('hex')
const kept = (desk: Desk) => readdirSync(join(desk.folder, 'profile', 'references'))

describe('references', () => {
  test('are kept once by their bytes, however often and by whatever name they come', async () => {
    const desk = openDesk({ sandbox: { url: 'http://127.0.0.1:9/graphql', key: '' } })
    const file = join(desk.folder, 'Mi foto.PNG')
    writeFileSync(file, pixel)
    const first = await desk.references.keepFile(file)
    expect(first).toMatchObject({ hash, kind: 'image', fileName: 'Mi foto.PNG', sizeBytes: pixel.length, width: 1, height: 1 })
    expect((await desk.references.keepBytes(pixel, 'pasted.png')).hash).toBe(hash)
    expect(kept(desk)).toEqual([`${hash}.png`])
    expect(desk.references.describe([hash, 'f'.repeat(64)])).toEqual([first])
    expect(Buffer.from(await desk.references.dataUri(hash)).toString()).toBe(`data:image/png;base64,${pixel.toString('base64')}`)
  })

  test('that are no media, or not there, are refused and leave nothing', async () => {
    const { desk, handlers } = openCreateDesk({ url: 'http://127.0.0.1:9/graphql', key: '' }, [])
    await expect(desk.references.keepBytes(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg')).rejects.toMatchObject({ code: 'not-media' })
    await expect(desk.references.keepFile(join(desk.folder, 'nothing.png'))).rejects.toMatchObject({ code: 'file-missing' })
    await expect(desk.references.keepFile(desk.folder)).rejects.toMatchObject({ code: 'not-media' })
    await expect(desk.references.dataUri('f'.repeat(64))).rejects.toMatchObject({ code: 'file-missing' })
    expect(() => handlers['create.keepFiles'](['token'])).toThrow(expect.objectContaining({ code: 'file-missing' }) as Error)
    expect(kept(desk)).toEqual([])
  })

  test('stand in the exact body as data, and nothing in a prompt is taken for one', async () => {
    const server = await sandbox()
    const desk = openDesk({ sandbox: server })
    await desk.references.keepBytes(pixel, 'a.png')
    const prompt = `<reference:${hash}> "quoted" \\ <reference-:${hash}>`
    const wanted = request({ prompt, references: [{ input: 'image', source: { kind: 'kept', hash } }, { input: 'image', source: { kind: 'address', url: 'https://example.com/b.png' } }] })
    const canonical = await desk.api.prepare(desk.account(), wanted)
    expect(canonical.filter((part) => typeof part !== 'string')).toEqual([{ reference: hash }])
    const { bytes, sha256 } = await exactBody(canonical, (one) => desk.references.dataUri(one))
    const body = JSON.parse(Buffer.from(bytes).toString()) as { variables: { input: { input: object } } }
    expect(body.variables.input.input).toEqual({ text: prompt, image: [`data:image/png;base64,${pixel.toString('base64')}`, 'https://example.com/b.png'] })
    expect((await exactBody(canonical, (one) => desk.references.dataUri(one))).sha256).toBe(sha256)
  })
})
