import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldOf, fitted, problemWith } from '../../../src-shared/option'
import type { ProviderOption } from '../../../src-shared/provider'

const option = (patch: Partial<ProviderOption>): ProviderOption => ({
  name: 'thing', type: 'string', required: false, description: '', allowedValues: [], ...patch,
})

describe('fieldOf', () => {
  it.each([
    [{ type: 'string', allowedValues: ['std', 'pro'] }, { kind: 'choice', look: 'segmented', values: ['std', 'pro'] }],
    [{ type: 'integer', allowedValues: ['5', '10'] }, { kind: 'choice', look: 'segmented', values: [5, 10] }],
    [{ type: 'enum', allowedValues: ['natural', 'cinematic', 'anime', 'documentary'] }, { kind: 'choice', look: 'select' }],
    [{ type: 'string', allowedValues: Array.from({ length: 13 }, (_, index) => `voice ${index}`) }, { kind: 'choice', look: 'search' }],
    [{ type: 'seconds', allowedValues: ['5', '8'] }, { kind: 'choice', unit: 's', values: [5, 8] }],
    [{ type: 'number', allowedValues: ['0.5..1.5'] }, { kind: 'number', min: 0.5, max: 1.5 }],
    [{ type: 'integer', allowedValues: ['1-100'] }, { kind: 'integer', min: 1, max: 100 }],
    [{ type: 'seed', allowedValues: ['0..4294967295'] }, { kind: 'seed', min: 0, max: 4_294_967_295 }],
    [{ name: 'seed', type: 'integer' }, { kind: 'seed' }],
    [{ type: 'Boolean' }, { kind: 'boolean' }],
    [{ type: 'boolean', allowedValues: ['true', 'false'] }, { kind: 'boolean' }],
    [{ type: 'color' }, { kind: 'colour' }],
    [{ type: 'float' }, { kind: 'number' }],
    [{ name: 'negativePrompt' }, { kind: 'longText' }],
    [{ type: 'string' }, { kind: 'text' }],
    [{ type: 'a type nobody has heard of' }, { kind: 'text' }],
    [{ type: 'string', allowedValues: ['16-9'] }, { kind: 'choice', values: ['16-9'] }],
  ])('reads %o', (described, expected) => {
    expect(fieldOf(option(described as Partial<ProviderOption>))).toMatchObject(expected)
  })

  it('never refuses an option, whatever the API says of it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.boolean(), fc.array(fc.string(), { maxLength: 20 }), (name, type, required, allowedValues) => {
        const field = fieldOf(option({ name, type, required, allowedValues }))
        expect(field.name).toBe(name)
        expect(problemWith(field, undefined)).toBe(required ? 'required' : null)
      }),
    )
  })

  it('allows each value that the API names, in the form in which it is sent', () => {
    fc.assert(
      fc.property(fc.constantFrom('string', 'integer', 'number', 'enum', 'odd'), fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 20 }), (type, allowedValues) => {
        const field = fieldOf(option({ type, allowedValues }))
        for (const value of allowedValues) expect(problemWith(field, fitted(field, value))).toBeNull()
      }),
    )
  })
})

describe('problemWith', () => {
  it('names what is wrong', () => {
    const seed = fieldOf(option({ type: 'seed', allowedValues: ['0..10'] }))
    expect(problemWith(seed, 11)).toBe('out-of-range')
    expect(problemWith(seed, 1.5)).toBe('not-whole')
    expect(problemWith(seed, 'x')).toBe('not-a-number')
    expect(problemWith(fieldOf(option({ allowedValues: ['a', 'b'] })), 'c')).toBe('not-allowed')
    expect(problemWith(fieldOf(option({ type: 'color' })), 'red')).toBe('not-a-colour')
    expect(problemWith(fieldOf(option({ required: true })), '')).toBe('required')
  })
})
