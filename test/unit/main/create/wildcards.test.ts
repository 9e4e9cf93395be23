import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { requests } from '../../../../src-shared/ipc'
import { wildcardNameSchema } from '../../../../src-shared/wildcard'
import { openCreateDesk, type CreateDesk } from './studioCreate'

const nowhere = { url: 'http://127.0.0.1:9/graphql', key: '' }
const names = async ({ handlers }: CreateDesk) => (await handlers['create.wildcards']()).map(({ name }) => name)

describe('wildcards', () => {
  it('are text files that can be made, changed, renamed and thrown away', async () => {
    const desk = openCreateDesk(nowhere, [])
    const { handlers, folder } = desk
    await handlers['create.saveWildcard']('light/warm', '# lamps\ncandle\nsunset\n', null)
    expect(readFileSync(join(folder, 'light', 'warm.txt'), 'utf8')).toBe('# lamps\ncandle\nsunset\n')
    expect(await handlers['create.wildcards']()).toEqual([{ name: 'light/warm', lines: 2, sizeBytes: 22 }])
    expect((await handlers['create.preview']({ text: '__light/warm__', mode: 'every', count: 1, seed: 0 }, 5)).samples).toEqual(['candle', 'sunset'])
    await handlers['create.saveWildcard']('light/warm', 'candle', '# lamps\ncandle\nsunset\n')
    await handlers['create.renameWildcard']('Light/Warm', 'glow')
    expect(await names(desk)).toEqual(['glow'])
    expect(await handlers['create.readWildcard']('glow')).toBe('candle')
    await handlers['create.deleteWildcard']('glow')
    expect(await names(desk)).toEqual([])
    expect(desk.trashed).toEqual([join(folder, 'glow.txt')])
    expect(desk.told.map(({ name }) => name)).toContain('create.wildcardsChanged')
  })
  it('never take the place of another, and never undo what another program wrote', async () => {
    const desk = openCreateDesk(nowhere, [])
    const { handlers, folder } = desk
    await handlers['create.saveWildcard']('a', 'one', null)
    await handlers['create.saveWildcard']('b', 'two', null)
    await expect(handlers['create.saveWildcard']('A', 'three', null)).rejects.toMatchObject({ code: 'name-taken' })
    await expect(handlers['create.renameWildcard']('a', 'B')).rejects.toMatchObject({ code: 'name-taken' })
    writeFileSync(join(folder, 'a.txt'), 'elsewhere')
    await expect(handlers['create.saveWildcard']('a', 'mine', 'one')).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('elsewhere')
    await expect(handlers['create.readWildcard']('c')).rejects.toMatchObject({ code: 'not-found' })
  })
  it('show what another program does to the folder', async () => {
    const desk = openCreateDesk(nowhere, [])
    mkdirSync(join(desk.folder, 'people'))
    await desk.desk.until(
      async () => {
        // A watch that is being set up sees no change of before: so there is another one.
        writeFileSync(join(desk.folder, 'people', 'names.txt'), 'Ana\nBo')
        return desk.told.at(-1)?.payload
      },
      (files) => JSON.stringify(files ?? '').includes('people/names'),
    )
  })
  it('leave out what is no text file of their own', async () => {
    const desk = openCreateDesk(nowhere, [])
    writeFileSync(join(desk.folder, 'old.txt'), Buffer.from('caf\xe9', 'latin1'))
    writeFileSync(join(desk.folder, 'picture.png'), 'x')
    writeFileSync(join(desk.folder, 'two__parts.txt'), 'x')
    writeFileSync(join(desk.folder, 'huge.txt'), Buffer.alloc(6 * 1024 * 1024, 'a'))
    symlinkSync('/etc/passwd', join(desk.folder, 'link.txt'))
    expect(await names(desk)).toEqual(['old'])
    expect(await desk.handlers['create.readWildcard']('old')).toBe('café')
  })
  it('have names that lead nowhere else', () => {
    for (const name of ['../a', 'a/../b', '/a', 'a//b', '.hidden', 'a\\b', 'C:a', 'a__b', 'con', 'a/nul.txt', 'a.', ' a', 'a/', '', 'a\0b', 'a*', 'x'.repeat(130)])
      expect([name, wildcardNameSchema.safeParse(name).success]).toEqual([name, false])
    for (const name of ['lens', 'Ölfarben', 'a/b/c', 'camera lens', 'v1.2', 'snake_case', 'a-b']) expect([name, wildcardNameSchema.safeParse(name).success]).toEqual([name, true])
    expect(requests['create.saveWildcard'].arguments.safeParse(['../a', '', null]).success).toBe(false)
  })
})
