import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Trim } from '../../src-shared/trim'
import { request } from '../ipc'
import { errorText, openScreen, toastFailure } from '../shell'
import { Button, IconButton, PanelSection, ProgressBar, StatusDot, useFormat, type StatusTone } from '../ui'
import { useTrims } from './useTrims'

const tones: Record<Trim['status'], StatusTone> = { queued: 'off', running: 'run', completed: 'ok', failed: 'err', canceled: 'off' }
const shown = 6

/** The cuts of this session, those that run first. */
export function TrimList() {
  const { t } = useTranslation()
  const trims = useTrims((store) => store.trims)
  if (trims.length === 0) return null
  const sorted = [...trims].sort((a, b) => Number(b.resultId === null) - Number(a.resultId === null)).slice(0, shown)
  return (
    <PanelSection title={t('trim.running.title')}>
      <ul className="flex flex-col">
        {sorted.map((trim) => (
          <TrimRow key={trim.id} trim={trim} />
        ))}
      </ul>
    </PanelSection>
  )
}

function TrimRow({ trim }: { trim: Trim }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { resultId } = trim
  const running = trim.status === 'running' || trim.status === 'queued'
  return (
    <li className="flex flex-col gap-1 border-b border-hairline py-1.5 text-small">
      <span className="flex min-h-6 items-center gap-2">
        <span className="min-w-0 grow truncate" title={trim.title}>{trim.title}</span>
        <StatusDot tone={tones[trim.status]}>{trim.status === 'running' ? format.percent(trim.fraction) : t(`trim.running.${trim.status}`)}</StatusDot>
        {running ? <IconButton size={24} icon={X} label={t('trim.running.cancel')} onClick={() => request('trim.cancel', trim.id).catch(toastFailure)} /> : null}
        {resultId === null ? null : <Button size={24} onClick={() => openScreen({ name: 'viewer', itemId: resultId })}>{t('trim.running.open')}</Button>}
      </span>
      {running ? <ProgressBar fraction={trim.fraction} label={t('trim.running.progress', { title: trim.title })} /> : null}
      {trim.error && trim.status === 'failed' ? <span className="text-pretty text-err">{errorText(t, trim.error)}</span> : null}
    </li>
  )
}
