import { useTranslation } from 'react-i18next'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { toast } from '../ui'
import { matrixOf } from './draft'
import { currentDraft, useDrafts } from './useDrafts'

/** Copies a job as a command that asks for the same; the key is left to the environment. */
export function useCopyCommand() {
  const { t } = useTranslation()
  const copy = async (ask: () => Promise<string>) => {
    try {
      await navigator.clipboard.writeText(await ask())
      toast(t('compose.curl.copied'), { tone: 'ok' })
    } catch (error) {
      toastFailure(error)
    }
  }
  return {
    job: (jobId: string) => copy(() => request('create.curl', { jobId })),
    draft: () =>
      copy(() => {
        const state = useDrafts.getState()
        return request('create.curl', { matrix: matrixOf(state.type, currentDraft(state)) })
      }),
  }
}
