import i18next from 'i18next'
import { resolveLanguage } from '../i18n'
import { useSettings } from './useSettings'

const lightWanted = window.matchMedia('(prefers-color-scheme: light)')

/** Puts theme and language of the settings, and of the system where they say so, on the page. */
export function applyAppearance(): void {
  const { theme, language } = useSettings.getState().settings
  const page = document.documentElement
  page.dataset['theme'] = theme === 'system' ? (lightWanted.matches ? 'light' : 'dark') : theme
  const shown = resolveLanguage(language, navigator.languages)
  page.lang = shown
  if (i18next.isInitialized && i18next.language !== shown) void i18next.changeLanguage(shown)
}

export function followAppearance(): () => void {
  lightWanted.addEventListener('change', applyAppearance)
  const stop = useSettings.subscribe(applyAppearance)
  return () => {
    lightWanted.removeEventListener('change', applyAppearance)
    stop()
  }
}
