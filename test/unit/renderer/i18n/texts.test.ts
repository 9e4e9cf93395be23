import { describe, expect, it } from 'vitest'
import { resolveLanguage } from '../../../../src-renderer/i18n'
import { en } from '../../../../src-renderer/i18n/en'
import { es } from '../../../../src-renderer/i18n/es'
import { commandIds } from '../../../../src-renderer/shell/commands'
import { errorCodes } from '../../../../src-shared/errors'

/** Every text by its path. */
function flat(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [[path + key, value]] : flat(value as object, `${path}${key}.`)))
}
const english = new Map(flat(en))
const spanish = new Map(flat(es))
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]).sort()

describe('texts', () => {
  it('are the same in both languages', () => {
    expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort())
  })
  it('name the same values in both', () => {
    for (const [key, text] of english) expect([key, placeholders(spanish.get(key) ?? '')]).toEqual([key, placeholders(text)])
  })
  it('are never empty', () => {
    for (const [key, text] of [...english, ...spanish]) expect([key, text.trim()]).not.toEqual([key, ''])
  })
  it('are translated: long ones differ', () => {
    const same = [...english].filter(([key, text]) => text.replace(/\{\{\w+\}\}/g, '').split(/\p{L}+/u).length > 4 && spanish.get(key) === text)
    expect(same).toEqual([])
  })
  it('have a sentence with a next step for every error', () => {
    for (const texts of [en.error, es.error]) {
      expect(Object.keys(texts).sort()).toEqual([...errorCodes].sort())
      for (const text of Object.values(texts)) expect(text).toMatch(/^.+[.:;,].+\.$/)
    }
  })
  it('have a name for every command', () => {
    for (const id of commandIds) expect([id, english.has(`app.commands.${id}`)]).toEqual([id, true])
  })
})

it('shows the chosen language, else the first of the system’s that the app speaks', () => {
  expect(resolveLanguage('es', ['en-GB'])).toBe('es')
  expect(resolveLanguage('system', ['fr', 'es-MX', 'en'])).toBe('es')
  expect(resolveLanguage('system', ['fr'])).toBe('en')
})
