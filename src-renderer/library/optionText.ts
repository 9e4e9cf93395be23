import type { OptionValue } from '../../src-shared/job'

/** An option's value in words. */
export function optionText(value: OptionValue): string {
  return Array.isArray(value) ? value.join(', ') : String(value)
}
