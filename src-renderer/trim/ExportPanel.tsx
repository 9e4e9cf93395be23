import { useTranslation } from 'react-i18next'
import { cuts as cutKinds } from '../../src-shared/trim'
import { errorText, useCommand, useShortcut } from '../shell'
import { Button, Notice } from '../ui'
import { CutCard } from './CutCard'
import { TrimList } from './TrimList'
import { useExport } from './useExport'
import type { Workbench } from './useWorkbench'

/** How to cut, what that will be, and the cuts under way. */
export function ExportPanel({ bench }: { bench: Workbench }) {
  const { t } = useTranslation()
  const { cut, choose, plans, start, starting } = useExport(bench)
  const keys = useShortcut('trim.export')
  useCommand('trim.export', start)
  return (
    <div className="flex min-h-0 grow flex-col gap-3 overflow-y-auto p-3">
      <h2 id="trim-export" className="text-body">{t('trim.export.title')}</h2>
      <div role="radiogroup" aria-label={t('trim.export.label')} className="flex flex-col gap-3">
        {cutKinds.map((kind) => (
          <CutCard key={kind} cut={kind} plan={plans.byCut[kind]} source={bench.source} chosen={kind === cut} stale={plans.stale} onChoose={() => choose(kind)} />
        ))}
      </div>
      {plans.error ? <Notice tone="error">{errorText(t, plans.error.facts)}</Notice> : null}
      <Button variant="primary" size={32} shortcut={keys} loading={starting} disabled={start === null} onClick={() => start?.()}>
        {t('trim.export.start')}
      </Button>
      <hr className="border-hairline" />
      <TrimList />
      <p className="text-small leading-4.5 text-pretty text-text-3">{t('trim.export.note')}</p>
    </div>
  )
}
