/** Google's voices by language: name -> families and how many letters each has. Written compactly; expands to over 380 voice names. */
const languages = `af-ZA:S1 am-ET:W2 ar-XA:W4,S4,N2 bg-BG:S1 bn-IN:W4,S2 ca-ES:S1 cmn-CN:W4,S4,N2 cmn-TW:W3,S3 cs-CZ:W1,S1 cy-GB:S1 da-DK:W5,S4,N2 de-DE:W6,S6,N6
 el-GR:W1,S1 en-AU:W4,S4,N4 en-GB:W5,S5,N5,D2 en-IN:W6,S6,N2 en-US:W10,S10,N9,D3 es-ES:W4,S5,N6 es-MX:W2,S2 es-US:W3,S3,N3 et-EE:S1 eu-ES:S1 fi-FI:W1,S1
 fil-PH:W4,S4 fr-CA:W4,S4,N4 fr-FR:W5,S5,N5 gl-ES:S1 gu-IN:W4,S2 he-IL:W4,S4 hi-IN:W6,S4,N4 hr-HR:S1 hu-HU:W1,S1 id-ID:W4,S4 is-IS:S1 it-IT:W4,S4,N3
 ja-JP:W4,S4,N3 kn-IN:W4,S2 ko-KR:W4,S4,N3 lt-LT:S1 lv-LV:S1 ml-IN:W4,S2 mr-IN:W3,S3 ms-MY:W4,S4 nb-NO:W5,S5 nl-BE:W2,S2 nl-NL:W5,S5 pa-IN:W4,S4
 pl-PL:W5,S5 pt-BR:W3,S3,N3 pt-PT:W4,S4 ro-RO:W1,S1 ru-RU:W5,S5 sk-SK:W1,S1 sl-SI:W1,S1 sr-RS:S1 sv-SE:W5,S5 ta-IN:W4,S4 te-IN:S4 th-TH:N1,S1
 tr-TR:W5,S5 uk-UA:W1,S1 ur-IN:W2,S2 vi-VN:W4,S4,N2 yue-HK:S4`

const families: Record<string, string> = { W: 'Wavenet', S: 'Standard', N: 'Neural2', D: 'Studio' }

const rows = languages.split(/\s+/).map(row => {
  const [language = '', list = ''] = row.split(':')
  return { language, families: list.split(',') }
})

/** Language codes such as `en-US`. */
export const googleLanguages: string[] = rows.map(row => row.language)

/** Voice names such as `en-US-Wavenet-D`. */
export const googleVoices: string[] = rows.flatMap(row =>
  row.families.flatMap(family =>
    Array.from({ length: Number(family.slice(1)) }, (_, index) => {
      const letter = String.fromCharCode(65 + index)
      return `${row.language}-${families[family.charAt(0)] ?? 'Standard'}-${letter}`
    }),
  ),
)

export const elevenLabsVoices = [
  'rachel', 'adam', 'antoni', 'arnold', 'bella', 'callum', 'charlie', 'charlotte', 'daniel', 'dorothy', 'elli', 'emily', 'ethan', 'freya',
  'george', 'grace', 'jessica', 'josh', 'lily', 'matilda', 'michael', 'nicole', 'sam', 'serena', 'thomas',
]

export const avatarVoices = [
  'professional_female', 'professional_male', 'friendly_female', 'friendly_male', 'young_female', 'young_male', 'narrator', 'energetic', 'calm',
]
