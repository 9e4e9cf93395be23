import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en'
import { es } from './es'

export const pageLanguages = ['en', 'es'] as const
export type PageLanguage = (typeof pageLanguages)[number]

/** The language to show: the chosen one, or the system's where the app speaks it, else English. */
export function resolveLanguage(chosen: 'system' | PageLanguage, system: readonly string[]): PageLanguage {
  if (chosen !== 'system') return chosen
  const spoken = system.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'en' || tag === 'es')
  return spoken === 'es' ? 'es' : 'en'
}

/** Starts the texts; both languages are in the bundle, so switching needs no request. */
export async function startTexts(language: PageLanguage): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, es: { translation: es } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
}
