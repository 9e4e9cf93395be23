import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../ipc'
import { useQueue } from '../queue'
import { toast } from '../ui'
import { toastFailure } from './failure'
import { resetLayout, toggle } from './panels'
import { openScreen } from './screen'
import { useCommand } from './useCommand'

/** The job that has been running longest and is not being canceled yet. */
function currentJob() {
  const running = [...useQueue.getState().jobs.values()].filter((job) => job.status === 'running' && !job.cancelRequested)
  return running.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0))[0]
}

/** Gives the commands of the frame something to do, and tells what lies open over it. */
export function useShellCommands() {
  const { t } = useTranslation()
  const running = useQueue((state) => (state.state?.running ?? 0) > 0)
  const [over, setOver] = useState<'palette' | 'help' | null>(null)
  useCommand('app.palette', () => setOver('palette'))
  useCommand('app.help', () => setOver('help'))
  useCommand('app.find', () => document.getElementById('library-search')?.focus())
  useCommand('app.resetLayout', resetLayout)
  useCommand('screen.create', () => openScreen({ name: 'create' }))
  useCommand('screen.models', () => openScreen({ name: 'models' }))
  useCommand('screen.library', () => openScreen({ name: 'library' }))
  useCommand('screen.queue', () => openScreen({ name: 'queue' }))
  useCommand('screen.settings', () => openScreen({ name: 'settings' }))
  useCommand('panel.left', () => toggle('leftOpen'))
  useCommand('panel.right', () => toggle('rightOpen'))
  useCommand('panel.queue', () => toggle('drawerOpen'))
  const cancelCurrent = async () => {
    const job = currentJob()
    if (job === undefined) return
    try {
      await request('queue.cancel', [job.id])
      toast(t('app.cancelingCurrent', { prompt: job.request.prompt.slice(0, 60) }))
    } catch (error) {
      toastFailure(error)
    }
  }
  useCommand('queue.cancelCurrent', running ? () => void cancelCurrent() : null)
  const close = () => setOver(null)
  return { palette: over === 'palette', help: over === 'help', closePalette: close, closeHelp: close }
}
