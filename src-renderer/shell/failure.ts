import type { TFunction } from 'i18next'
import i18next from 'i18next'
import { toAppError, type ErrorFacts } from '../../src-shared/errors'
import { toast } from '../ui'

/** An error in the user's words: what happened and what to do next. */
export function errorText(t: TFunction, error: ErrorFacts): string {
  const option = error.code === 'invalid-input' ? error.details?.['option'] : undefined
  return option === undefined ? t(`error.${error.code}`, { ...error.details }) : t('app.optionRefused', { option })
}

/** Says in passing that something failed; a cancel is no failure. */
export function toastFailure(thrown: unknown): void {
  const error = toAppError(thrown)
  if (error.code === 'internal') console.error(thrown)
  if (error.code !== 'canceled') toast(errorText(i18next.t, error.facts), { tone: 'error' })
}
