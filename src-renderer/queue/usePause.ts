import { useTranslation } from 'react-i18next'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { announce } from '../ui'
import { useQueue } from './useQueue'

/** Pausing and resuming the whole queue. */
export function usePause(): { paused: boolean; toggle: () => void; resume: () => void } {
  const paused = useQueue((queue) => queue.state?.paused ?? false)
  const { t } = useTranslation()
  const set = async (pause: boolean) => {
    try {
      await request(pause ? 'queue.pause' : 'queue.resume')
      announce(t(pause ? 'queue.done.paused' : 'queue.done.resumed'))
    } catch (error) {
      toastFailure(error)
    }
  }
  return { paused, toggle: () => void set(!paused), resume: () => void set(false) }
}
