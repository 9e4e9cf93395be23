import type { OptionValue } from '../../src-shared/job'

/** An option's name as a label: `aspect_ratio` reads "Aspect ratio". */
export function optionLabel(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ').trim().toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** An option's value in words. */
export function optionText(value: OptionValue): string {
  return Array.isArray(value) ? value.join(', ') : String(value)
}
