import { useTranslation } from 'react-i18next'
import { useCallback } from 'react'

/** An option's name as words: `motionIntensity` and `motion_intensity` become "Motion intensity". */
export function wordsOf(name: string): string {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/[_\-.]+/g, ' ')
    .trim()
    .toLowerCase()
  return words === '' ? name : words[0]!.toUpperCase() + words.slice(1)
}

/** Gives an option's label: in the language shown where the word is a common one, else its own name as words. */
export function useOptionLabel(): (name: string) => string {
  const { t, i18n } = useTranslation()
  return useCallback(
    (name) => {
      const key = `models.optionNames.${name}`
      return i18n.exists(key) ? String(t(key as 'models.optionNames.seed')) : wordsOf(name)
    },
    [t, i18n],
  )
}
