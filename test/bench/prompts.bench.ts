import { expansions, resolvePrompt, wildcardBook } from '../../src-shared/prompt'
import { atMost, report, table } from './report'

// Ten thousand prompts out of one, as a night's batch asks for them: reading, looking up and writing all of it.
const count = 10_000
const most = 100
const rounds = 9

const book = wildcardBook(
  new Map([
    ['lens', Array.from({ length: 40 }, (_, at) => `${at * 5 + 15} mm lens`).join('\n')],
    ['light', '3::golden hour\nblue hour\n{soft|hard} __lens__ flare'],
    ['place', Array.from({ length: 20_000 }, (_, at) => `place number ${at}`).join('\n')],
  ]),
)

const prompts: [string, string][] = [
  ['alternatives', 'A {bustling|silent|{half|quite} empty} {Tokyo|Kyoto|Osaka|Nara} street at {night|dawn|noon}, {neon|rain|fog} on {wet|dry} asphalt, slow dolly {forward|back}, {cinematic grain|clean}'],
  ['pick and weights', 'A {5::portrait|2::still life|landscape} in {2-3$$ and $$oil|ink|chalk|{soft|hard} pencil|watercolour}, {1-4$$calm|wild|strange|bright|dark}'],
  ['wildcards', 'A street in __place__, __lens__, __light__, {2$$__lens__}'],
  ['variables', '${who=!{a painter|a sailor|a cook}}${colour={red|green|blue}} ${who} in ${colour} and ${colour}, the hat of ${who} is ${colour}, ${mood:calm}'],
]

function measured(text: string, mode: 'every' | 'random'): number {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    const made = expansions(resolvePrompt(text, book).root, { mode, seed: round }, count)
    times.push(performance.now() - start)
    if (made.length === 0) throw new Error('nothing was made')
  }
  // The quickest: what else runs on the machine only adds.
  return Math.min(...times)
}

const results = prompts.map(([name, text]) => ({ name, every: measured(text, 'every'), random: measured(text, 'random') }))
console.log(`${count} expansions, milliseconds, the quickest of ${rounds}`)
table(['prompt', 'every combination', 'at random'], results.map(({ name, every, random }) => [name, every.toFixed(1), random.toFixed(1)]))
report('prompts', results.flatMap(({ name, every, random }) => [atMost(`${name}, every, ms`, every, most), atMost(`${name}, random, ms`, random, most)]))
