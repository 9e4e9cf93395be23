/** What a voice's name says of itself, as the large catalogues write them: `es-ES-Wavenet-B`, `en_GB/kate`, `rachel`. */
export interface Voice {
  id: string
  /** `es-ES`; null where the name says none. */
  language: string | null
  /** What is left of the name. */
  name: string
}

export function isVoice(option: string): boolean {
  return /voice|voz|speaker/i.test(option)
}

const withLanguage = /^([a-z]{2,3})[-_]([A-Z]{2}|\d{3})(?:[-_/. ]+(.*))?$/

export function voiceOf(id: string): Voice {
  const found = withLanguage.exec(id)
  if (found === null) return { id, language: null, name: id }
  return { id, language: `${found[1]}-${found[2]}`, name: found[3] || id }
}

/** The languages that voices speak, each once, in the order of their names. */
export function languagesOf(voices: readonly Voice[], nameOf: (language: string) => string): string[] {
  return [...new Set(voices.flatMap(({ language }) => language ?? []))].sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
}
