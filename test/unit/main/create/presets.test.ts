import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { matrixSchema } from '../../../../src-shared/matrix'
import { openCreateDesk } from './studioCreate'

const nowhere = { url: 'http://127.0.0.1:9/graphql', key: '' }
const reference = { input: 'image', source: { kind: 'kept' as const, hash: 'a'.repeat(64) } }
const matrix = (text: string) => matrixSchema.parse({ type: 'IMAGE', prompt: { text }, models: ['lake', null], sweeps: [{ name: 'steps', values: [1, 2] }], references: [reference] })

describe('presets', () => {
  it('are kept, renamed, thrown away and taken back', async () => {
    const { handlers, told } = openCreateDesk(nowhere, [])
    await handlers['create.savePreset']('Night', matrix('one'))
    await handlers['create.savePreset']('night', matrix('two'))
    const [saved] = await handlers['create.savePreset']('Day', matrix('three'))
    expect(saved).toMatchObject({ name: 'Day', matrix: matrix('three') })
    expect((await handlers['create.presets']()).map(({ name }) => name)).toEqual(['Day', 'night'])
    await expect((async () => handlers['create.renamePreset'](saved!.id, 'NIGHT'))()).rejects.toMatchObject({ code: 'name-taken' })
    await handlers['create.renamePreset'](saved!.id, 'Noon')
    await handlers['create.deletePreset'](saved!.id)
    expect((await handlers['create.restorePreset'](saved!)).map(({ name }) => name)).toEqual(['Day', 'night'])
    expect(told.filter(({ name }) => name === 'create.presetsChanged')).toHaveLength(6)
  })
  it('go out as a file and come in again, without what belongs to this machine', async () => {
    const { desk, handlers, answers } = openCreateDesk(nowhere, [])
    await handlers['create.savePreset']('Night', matrix('one'))
    expect(await handlers['create.exportPresets']()).toBe(true)
    const file = join(desk.folder, 'presets.json')
    writeFileSync(file, answers.saved!)
    expect(await handlers['create.importPresets']()).toBeNull()
    answers.text = file
    expect(await handlers['create.importPresets']()).toBe(1)
    const presets = await handlers['create.presets']()
    expect(presets.map(({ name }) => name)).toEqual(['Night', 'Night 2'])
    expect(presets[1]!.matrix).toEqual({ ...matrix('one'), references: [] })
    for (const broken of ['', '[]', '{"doitongPresets":2,"presets":[]}', '{"doitongPresets":1,"presets":[{"name":"x","matrix":{}}]}']) {
      writeFileSync(file, broken)
      await expect(handlers['create.importPresets']()).rejects.toMatchObject({ code: 'unreadable-file' })
    }
    expect(await handlers['create.presets']()).toHaveLength(2)
  })
})
