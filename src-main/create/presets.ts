import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../../src-shared/errors'
import { matrixSchema, type Matrix } from '../../src-shared/matrix'
import { presetNameSchema, type Preset } from '../../src-shared/preset'
import type { Announce } from '../announce'
import type { Database } from '../storage'

/** Named matrices: what is written in Create, to be written again. */
export interface Presets {
  list(): Preset[]
  /** Under a name that is taken, it takes the place of the other. */
  save(name: string, matrix: Matrix): Preset[]
  /** @throws AppError `not-found`, `name-taken` */
  rename(id: string, name: string): Preset[]
  remove(id: string): Preset[]
  /** Takes back a removal. */
  restore(preset: Preset): Preset[]
  /** All of them as a file that another machine can read. References stay here: they are files of this one. */
  exported(): string
  /** Adds what a file holds; a name that is taken gets a number. Returns how many came. @throws AppError `invalid-input` */
  imported(text: string): number
}

const fileSchema = z.object({
  doitongPresets: z.literal(1),
  presets: z.array(z.object({ name: presetNameSchema, matrix: matrixSchema })).max(10_000),
})

interface Row {
  id: string
  name: string
  matrix: string
  created_at: number
}

export function openPresets({ database, announce }: { database: Database; announce: Announce }): Presets {
  const list = (): Preset[] =>
    database.all<Row>('SELECT * FROM presets ORDER BY name').flatMap((row) => {
      // One that this version cannot read is left alone.
      const matrix = matrixSchema.safeParse(JSON.parse(row.matrix))
      return matrix.success ? [{ id: row.id, name: row.name, matrix: matrix.data, createdAt: row.created_at }] : []
    })
  const told = () => {
    const presets = list()
    announce('create.presetsChanged', presets)
    return presets
  }
  const isTaken = (name: string, except = '') => database.get('SELECT 1 FROM presets WHERE name = ? AND id <> ?', [name, except]) !== undefined
  const insert = ({ id, name, matrix, createdAt }: Preset) =>
    database.run('INSERT INTO presets (id, name, matrix, created_at) VALUES (?, ?, ?, ?)', [id, name, JSON.stringify(matrix), createdAt])
  const freeName = (name: string) => {
    for (let number = 1; ; number++) {
      const tried = number === 1 ? name : `${name.slice(0, 190)} ${number}`
      if (!isTaken(tried)) return tried
    }
  }
  return {
    list,
    save(name, matrix) {
      database.transaction(() => {
        database.run('DELETE FROM presets WHERE name = ?', [name])
        insert({ id: randomUUID(), name, matrix, createdAt: Date.now() })
      })
      return told()
    },
    rename(id, name) {
      if (isTaken(name, id)) throw new AppError('name-taken', 'There is a preset of that name')
      if (database.run('UPDATE presets SET name = ? WHERE id = ?', [name, id]) === 0) throw new AppError('not-found', 'There is no such preset')
      return told()
    },
    remove(id) {
      database.run('DELETE FROM presets WHERE id = ?', [id])
      return told()
    },
    restore(preset) {
      insert({ ...preset, id: randomUUID(), name: freeName(preset.name) })
      return told()
    },
    exported() {
      const presets = list().map(({ name, matrix }) => ({ name, matrix: { ...matrix, references: matrix.references.filter(({ source }) => source.kind === 'address') } }))
      return `${JSON.stringify({ doitongPresets: 1, presets }, null, 2)}\n`
    },
    imported(text) {
      let file: z.infer<typeof fileSchema>
      try {
        file = fileSchema.parse(JSON.parse(text))
      } catch (error) {
        throw new AppError('unreadable-file', 'This is no file of presets', { cause: error })
      }
      database.transaction(() => {
        for (const { name, matrix } of file.presets) insert({ id: randomUUID(), name: freeName(name), matrix, createdAt: Date.now() })
      })
      told()
      return file.presets.length
    },
  }
}
