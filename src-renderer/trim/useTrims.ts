import i18next from 'i18next'
import { create } from 'zustand'
import type { Trim } from '../../src-shared/trim'
import { on, request } from '../ipc'
import { errorText, openScreen } from '../shell'
import { toast } from '../ui'

/** The cuts of this session, the newest first. */
export const useTrims = create<{ trims: readonly Trim[] }>(() => ({ trims: [] }))

/** Puts a cut in its place; one that just ended is told. */
export function takeTrim(trim: Trim): void {
  const before = useTrims.getState().trims.find((other) => other.id === trim.id)
  useTrims.setState(({ trims }) => ({
    trims: before ? trims.map((other) => (other.id === trim.id ? trim : other)) : [trim, ...trims],
  }))
  if (before?.status === trim.status || (before && before.resultId !== null)) return
  const { t } = i18next
  if (trim.status === 'completed') {
    const { resultId } = trim
    toast(t('trim.done.completed', { title: trim.title }), {
      tone: 'ok',
      ...(resultId !== null && { action: { label: t('trim.done.open'), onSelect: () => openScreen({ name: 'viewer', itemId: resultId }) } }),
    })
  }
  if (trim.status === 'failed' && trim.error) {
    toast(t('trim.done.failed', { title: trim.title, error: errorText(t, trim.error) }), { tone: 'error' })
  }
}

let following = false

/** Follows cuts from the first visit of the trimmer for as long as the window lives: they go on when it is left. */
export function followTrims(): void {
  if (following) return
  following = true
  on('trim.changed', takeTrim)
  on('trim.progressed', ({ id, fraction }) =>
    useTrims.setState(({ trims }) => ({ trims: trims.map((trim) => (trim.id === id ? { ...trim, fraction } : trim)) })))
  on('trim.removed', ({ id }) => useTrims.setState(({ trims }) => ({ trims: trims.filter((trim) => trim.id !== id) })))
  request('trim.list').then(
    (trims) => useTrims.setState({ trims }),
    () => {
      // Nothing was cut yet, or main says so when a cut is asked for.
    },
  )
}
