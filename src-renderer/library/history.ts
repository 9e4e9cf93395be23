import i18next from 'i18next'
import type { LibraryStep } from '../../src-shared/collection'
import { request } from '../ipc'
import { announce, toast } from '../ui'
import { attempt } from './attempt'

/** An edit in words: "Rating of 3 items". */
function stepText({ kind, count, name, value }: LibraryStep): string {
  const text = i18next.t(`library.step.${kind}`, { count, name: name ?? '' })
  if (kind === 'rate') return `${text}: ${value ? '★'.repeat(Number(value)) : i18next.t('library.step.cleared')}`
  return kind === 'pick' ? `${text}: ${i18next.t(`library.pick.${value === 'pick' || value === 'reject' ? value : 'none'}`)}` : text
}

/** Takes the last edit back, and says which it was. */
export function undo(): void {
  attempt(async () => {
    const { undo: step } = await request('library.history')
    if (step === null) return announce(i18next.t('library.done.nothingToUndo'))
    await request('library.undo')
    toast(i18next.t('library.done.undone', { step: stepText(step) }), { action: { label: i18next.t('library.action.redo'), onSelect: redo } })
  })
}

/** Does again what was taken back. */
export function redo(): void {
  attempt(async () => {
    const { redo: step } = await request('library.history')
    if (step === null) return announce(i18next.t('library.done.nothingToRedo'))
    await request('library.redo')
    toast(i18next.t('library.done.redone', { step: stepText(step) }), { action: { label: i18next.t('library.action.undo'), onSelect: undo } })
  })
}
