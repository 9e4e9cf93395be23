/** A stretch of sound: where the formants lie, how much of it is voice and how much is breath. */
export interface Phone {
  /** Relative length; the sum is scaled to the speech's length. */
  weight: number
  /** First three formants in hertz for a male voice. */
  formants: readonly [number, number, number]
  voice: number
  noise: number
  noiseHz: number
  isVowel: boolean
  /** Index of the sentence and the word it belongs to. */
  sentence: number
  word: number
  /** Fixed length in seconds of a pause that SSML asks for. */
  pauseSeconds: number
}

type Sound = Pick<Phone, 'weight' | 'formants' | 'voice' | 'noise' | 'noiseHz' | 'isVowel'>

function vowel(f1: number, f2: number, f3: number, weight = 1.25): Sound {
  return { weight, formants: [f1, f2, f3], voice: 1, noise: 0.02, noiseHz: 2_500, isVowel: true }
}

function consonant(f: readonly [number, number, number], voice: number, noise: number, noiseHz: number, weight = 0.75): Sound {
  return { weight, formants: f, voice, noise, noiseHz, isVowel: false }
}

const silence: Sound = consonant([500, 1_500, 2_500], 0, 0, 1_000, 0.3)

/** Letters and pairs of letters, read the same in every language: it should sound like speech, not like a dictionary. */
const sounds: Record<string, Sound> = {
  a: vowel(730, 1_250, 2_500), e: vowel(530, 1_840, 2_480), i: vowel(300, 2_250, 2_950), o: vowel(480, 880, 2_450), u: vowel(320, 870, 2_250), y: vowel(320, 2_100, 2_800, 1),
  ee: vowel(290, 2_300, 3_000, 1.8), oo: vowel(310, 870, 2_250, 1.8), ea: vowel(400, 2_050, 2_700, 1.8), ou: vowel(500, 1_000, 2_400, 1.8), ai: vowel(600, 1_750, 2_550, 1.8), ei: vowel(470, 1_950, 2_600, 1.8),
  ie: vowel(380, 2_100, 2_800, 1.8), ue: vowel(450, 1_500, 2_400, 1.8), au: vowel(620, 1_050, 2_450, 1.8), er: vowel(490, 1_350, 1_690, 1.6),
  m: consonant([260, 1_050, 2_200], 0.55, 0, 1_000, 0.85), n: consonant([270, 1_600, 2_500], 0.55, 0, 1_000, 0.8), ng: consonant([270, 2_000, 2_600], 0.55, 0, 1_000), 'ñ': consonant([270, 2_100, 2_800], 0.55, 0, 1_000, 0.9),
  l: consonant([360, 1_200, 2_700], 0.7, 0, 1_000), ll: consonant([330, 2_000, 2_800], 0.7, 0.03, 3_000, 0.9), r: consonant([420, 1_250, 1_650], 0.65, 0.03, 2_000), rr: consonant([430, 1_300, 1_800], 0.6, 0.08, 2_000, 1),
  w: consonant([310, 700, 2_200], 0.65, 0, 1_000), j: consonant([320, 2_000, 2_700], 0.2, 0.22, 2_400), h: consonant([500, 1_500, 2_500], 0, 0.18, 1_700, 0.6),
  s: consonant([400, 1_700, 2_600], 0, 0.34, 6_200, 0.95), z: consonant([350, 1_700, 2_600], 0.35, 0.22, 6_000, 0.9), sh: consonant([400, 1_700, 2_500], 0, 0.4, 3_300, 1.1), ch: consonant([400, 1_800, 2_500], 0, 0.42, 3_600, 0.9),
  f: consonant([400, 1_200, 2_300], 0, 0.2, 7_000, 0.9), ph: consonant([400, 1_200, 2_300], 0, 0.2, 7_000, 0.9), v: consonant([320, 1_200, 2_300], 0.5, 0.08, 5_000, 0.7), th: consonant([380, 1_400, 2_500], 0.15, 0.16, 6_500, 0.8), x: consonant([400, 1_700, 2_600], 0, 0.3, 5_500, 1.1),
  p: consonant([350, 900, 2_300], 0, 0.1, 900, 0.7), b: consonant([280, 900, 2_300], 0.3, 0.05, 900, 0.6), t: consonant([380, 1_750, 2_600], 0, 0.26, 4_200, 0.7), d: consonant([300, 1_700, 2_600], 0.32, 0.1, 3_800, 0.6),
  k: consonant([350, 1_900, 2_400], 0, 0.24, 2_100, 0.7), c: consonant([350, 1_900, 2_400], 0, 0.24, 2_300, 0.7), q: consonant([350, 1_500, 2_300], 0, 0.22, 1_800, 0.7), g: consonant([300, 1_800, 2_400], 0.32, 0.1, 2_000, 0.6),
}

const pauses: Record<string, number> = { ',': 2.2, ';': 2.8, ':': 2.8, '.': 3.4, '!': 3.4, '?': 3.4, '…': 4, '\n': 2.6, '。': 3.4, '、': 2.2, '，': 2.2, '？': 3.4, '！': 3.4 }

/** The words of an SSML text with its pauses as `[[seconds]]`; anything else in angle brackets is left out. */
export function readSsml(text: string): string {
  return text
    .replace(/<break[^>]*time=["']([\d.]+)(ms|s)["'][^>]*>/gi, (_, amount: string, unit: string) => ` [[${Number(amount) / (unit === 'ms' ? 1_000 : 1)}]] `)
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}

const pausePattern = /\[\[([\d.]+)\]\]/g

/** Text as it is counted for length: without marks for pauses. */
export function spokenCharacters(text: string): number {
  return Array.from(text.replace(pausePattern, '').replace(/\s+/g, ' ').trim()).length
}

/** Reads text as a row of sounds. */
export function phonesOf(text: string): Phone[] {
  const phones: Phone[] = []
  let sentence = 0
  let word = 0
  const push = (sound: Sound, pauseSeconds = 0): void => void phones.push({ ...sound, sentence, word, pauseSeconds })
  for (const [index, part] of text.split(pausePattern).entries()) {
    if (index % 2 === 1) {
      push(silence, Math.min(10, Number(part)))
      continue
    }
    const letters = Array.from(part.toLowerCase().normalize('NFC'))
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at] ?? ''
      const pair = letter + (letters[at + 1] ?? '')
      const pause = pauses[letter]
      if (pause !== undefined) {
        push({ ...silence, weight: pause })
        if (pause > 3) sentence++
      } else if (letter === ' ') {
        push({ ...silence, weight: 0.28 })
        word++
      } else if (sounds[pair]) {
        push(sounds[pair])
        at++
      } else {
        for (const sound of soundsOf(letter)) push(sound)
      }
    }
  }
  return phones
}

function soundsOf(letter: string): Sound[] {
  const plain = letter.normalize('NFD').charAt(0)
  const known = sounds[letter] ?? sounds[plain]
  if (known) return [known]
  const code = letter.codePointAt(0) ?? 0
  if (code < 0x250 && !/\d/.test(letter)) return [] // signs
  // A letter or digit of another script becomes a syllable of its own.
  const heads = ['k', 's', 't', 'n', 'm', 'l', 'sh', 'd', 'g', 'h']
  const tails = ['a', 'e', 'i', 'o', 'u']
  return [sounds[heads[code % heads.length] ?? 'k'], sounds[tails[code % tails.length] ?? 'a']].filter(sound => sound !== undefined)
}
