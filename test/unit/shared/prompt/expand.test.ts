import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawnForm, expansions, formAt, resolvePrompt, wildcardBook } from '../../../../src-shared/prompt'
import { spelledOut } from './spelledOut'

const book = wildcardBook(
  new Map([
    ['lens', '# glass\n35 mm\n85 mm\n\n  macro  '],
    ['light/warm', 'candle\nsunset'],
    ['light/cold', 'moon'],
    ['nested', '{soft|hard} __light/*__\nnone'],
    ['weighted', '3::often\n0::never\nseldom'],
    ['a', 'x __b__'],
    ['b', 'y __a__'],
    ['self', '__self__'],
    ['clothes', '${season} coat\n${season} hat'],
    ['nothing', '# only this\n'],
  ]),
)
const every = (text: string, most = 10_000) => expansions(resolvePrompt(text, book).root, { mode: 'every', seed: 0 }, most)
const drawn = (text: string, count: number, seed = 1) => expansions(resolvePrompt(text, book).root, { mode: 'random', seed }, count)
const issues = (text: string) => resolvePrompt(text, book).issues.map(({ code, start, end, file }) => [code, start, end, ...(file ? [file] : [])].join(' '))

/** Prompts with few enough forms to look at them all. */
const small = fc.letrec<{ text: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b ', 'é', '__lens__', '__light/*__', '__weighted__', '${v}'),
    fc.array(tie('text'), { minLength: 1, maxLength: 3 }).map((options) => `{${options.join('|')}}`),
    fc.tuple(fc.constantFrom('2$$', '1-2$$', '0-2$$/$$', '-2$$', '1-$$', '2$$__light/*__|'), fc.array(tie('text'), { minLength: 1, maxLength: 3 })).map(([pick, options]) => `{${pick}${options.join('|')}}`),
    fc.tuple(fc.constantFrom('', '!'), tie('text'), tie('text')).map(([once, value, rest]) => `\${v=${once}${value}}${rest}`),
  ),
  text: fc.array(tie('part'), { maxLength: 3 }).map((parts) => parts.join('')),
})).text

describe('expanding', () => {
  it('reads the documented forms', () => {
    expect(every('A {red|blue} rose')).toEqual(['A red rose', 'A blue rose'])
    expect(every('{a|b}{c|d}')).toEqual(['ac', 'ad', 'bc', 'bd'])
    expect(every('{a|{b|c} d}')).toEqual(['a', 'b d', 'c d'])
    expect(every('{2$$a|b|c}')).toEqual(['a, b', 'a, c', 'b, a', 'b, c', 'c, a', 'c, b'])
    expect(every('{2$$ and $$a|b}')).toEqual(['a and b', 'b and a'])
    expect(every('{1-2$$ $$a|b}')).toEqual(['a', 'b', 'a b', 'b a'])
    expect(every('{-2$$a|b}')).toEqual(every('{1-2$$a|b}'))
    expect(every('{1-$$a|b}')).toEqual(every('{1-2$$a|b}'))
    expect(every('{2$$\\|$$a|b}')).toEqual(['a|b', 'b|a'])
    expect(every('__lens__')).toEqual(['35 mm', '85 mm', 'macro'])
    expect(every('__LENS__, __light/*__')).toHaveLength(9)
    expect(every('__light*__')).toEqual(['__light*__'])
    expect(every('__**warm__')).toEqual(['candle', 'sunset'])
    expect(every('__nested__')).toEqual(['soft moon', 'soft candle', 'soft sunset', 'hard moon', 'hard candle', 'hard sunset', 'none'])
    expect(every('{2$$__light/*__}')).toHaveLength(6)
    expect(every('\\{a\\|b\\} \\__lens__ $5')).toEqual(['{a|b} __lens__ $5'])
    expect(every('${5|10}')).toEqual(['$5', '$10'])
    expect(every('{0.5::a|2::b}')).toEqual(['a', 'b'])
    expect(every('__weighted__')).toEqual(['often', 'seldom'])
  })
  it('drops line breaks at the edges of an alternative and keeps spaces', () => {
    expect(every('A {\n  red\n  |blue\n} rose')).toEqual(['A red rose', 'A blue rose'])
    expect(every('{very |}nice')).toEqual(['very nice', 'nice'])
  })
  it('knows variables: anew at each use, or drawn once', () => {
    expect(every('${c={a|b}}${c}${c}')).toEqual(['aa', 'ab', 'ba', 'bb'])
    expect(every('${c=!{a|b}} ${c} and ${c}')).toEqual(['a and a', 'b and b'])
    expect(every('x ${c=1} y ${c}')).toEqual(['x y 1'])
    expect(every('${season=!{winter|summer}} my __clothes__')).toEqual(['my winter coat', 'my winter hat', 'my summer coat', 'my summer hat'])
    expect(every('${c:none} {${c=1}${c}|${c:2}}')).toEqual(['none 1', 'none 2'])
    expect(every('${a=x}${b=${a}}${a=y}${b}${a}')).toEqual(['xy'])
  })
  it('points at what it cannot follow', () => {
    expect(issues('a __lense__')).toEqual(['unknown-wildcard 2 11'])
    expect(issues('a __a__')).toEqual(['wildcard-cycle 2 7 a'])
    expect(every('__a__')).toEqual(['x __b__'])
    expect(issues('__self__')).toEqual(['wildcard-cycle 0 8 self'])
    expect(issues('a ${b}')).toEqual(['unknown-variable 2 6'])
    expect(issues('a __clothes__')).toEqual(['unknown-variable 2 13 clothes'])
    expect(issues('{3$$a|b}')).toEqual(['pick-too-many 0 4'])
    expect(every('{3$$a|b}')).toEqual(['a, b', 'b, a'])
    expect(issues('__nothing__')).toEqual(['empty-wildcard 0 11'])
  })
  it('makes exactly what a slow and simple reading makes, and counts it beforehand', () => {
    fc.assert(
      fc.property(small, (text) => {
        const { count, issues: found } = resolvePrompt(text, book)
        fc.pre(count <= 500 && found.every(({ severity }) => severity === 'warning'))
        const all = every(text)
        expect(all).toHaveLength(count)
        expect(all.sort()).toEqual(spelledOut(text, book).sort())
      }),
      { numRuns: 500 },
    )
    const distinct = '{a|b|{c|d}e} {2$$f|g|{h|i}} ${x=!{j|k}}${x}${x} __lens__'
    expect(new Set(every(distinct)).size).toBe(resolvePrompt(distinct, book).count)
  })
  it('draws nothing but these, and each of them some time', () => {
    fc.assert(
      fc.property(small, (text) => {
        const { root, count } = resolvePrompt(text, book)
        fc.pre(count <= 24)
        const all = new Set(Array.from({ length: count }, (_, index) => formAt(root, index)))
        const seen = new Set<string>()
        for (let index = 0; index < 40_000 && seen.size < all.size; index++) seen.add(drawnForm(root, 7, index))
        expect([...seen].sort()).toEqual([...all].sort())
      }),
      { numRuns: 300 },
    )
  })
  it('draws the same from the same seed, whatever else is drawn', () => {
    const text = '{a|b|c|d} {2$$e|f|g} __nested__ ${x=!{h|i}}${x}'
    expect(drawn(text, 50)).toEqual(drawn(text, 50))
    expect(drawn(text, 50).slice(0, 10)).toEqual(drawn(text, 10))
    expect(drawn(text, 50)).not.toEqual(drawn(text, 50, 2))
    // The stream itself is a promise: what a seed made must come back in a later version.
    expect(drawn('{a|b|c|d|e|f|g|h}', 12, 42).join('')).toBe('dabhbeghdebb')
  })
  it('draws by weight', () => {
    const words = drawn('{3::a|b}', 4_000)
    expect(words.filter((word) => word === 'a').length / 4_000).toBeCloseTo(0.75, 1)
  })
  it('has an end, whatever multiplies', () => {
    const laughs = `\${a0=ha}${Array.from({ length: 80 }, (_, at) => `\${a${at + 1}=\${a${at}}\${a${at}}}`).join('')}\${a80}`
    expect(issues(laughs).some((issue) => issue.startsWith('too-large'))).toBe(true)
    expect(every(laughs)[0]!.length).toBeLessThan(200_000)
    const many = resolvePrompt('{a|b}'.repeat(2_000), book)
    expect(many.count).toBe(Infinity)
    expect(expansions(many.root, { mode: 'every', seed: 0 }, 3)[2]).toMatch(/a{1998}ba$/)
    expect(resolvePrompt(`{1-500$$${Array.from({ length: 600 }, (_, at) => at).join('|')}}`, book).count).toBe(Infinity)
    expect(resolvePrompt(`\${v=${'x'.repeat(60_000)}}\${v}\${v}`, book).issues.map(({ code }) => code)).toEqual(['too-long'])
    const chain = new Map(Array.from({ length: 3_000 }, (_, at) => [`f${at}`, `__f${at + 1}__`]))
    expect(resolvePrompt('__f0__', wildcardBook(chain)).issues.map(({ code }) => code)).toEqual(['too-large'])
  })
})
