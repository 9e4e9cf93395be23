import { ListOrdered } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { openScreen, usePanels, useScreen } from '../shell'
import { Button, EmptyState, ResizeHandle } from '../ui'
import { JobTable } from './JobTable'
import { useQueueCommands } from './useQueueCommands'
import { useQueueRows } from './useQueueRows'

const height = { id: 'queue.drawer', initial: 280, min: 160, max: 520 }

/** The table above the strip, over any screen but the queue's own. */
export function QueueDrawer() {
  const onQueueScreen = useScreen((screen) => screen.current.name === 'queue')
  return onQueueScreen ? null : <OpenDrawer />
}

function OpenDrawer() {
  const { t } = useTranslation()
  const rows = useQueueRows('all')
  const size = usePanels((panels) => panels.sizes[height.id] ?? height.initial)
  useQueueCommands(rows)
  return (
    <section
      aria-label={t('queue.title')}
      style={{ height: size }}
      className="relative flex max-h-[50vh] min-h-0 flex-none flex-col border-t border-hairline bg-app px-2"
    >
      <ResizeHandle
        label={t('app.drawerHeight')}
        edge="top"
        size={size}
        min={height.min}
        max={height.max}
        initial={height.initial}
        onResize={(wanted) => usePanels.setState(({ sizes }) => ({ sizes: { ...sizes, [height.id]: wanted } }))}
      />
      {rows.length === 0 ? (
        <EmptyState icon={ListOrdered} action={<Button onClick={() => openScreen({ name: 'create' })}>{t('queue.empty.action')}</Button>}>
          {t('queue.empty.text')}
        </EmptyState>
      ) : (
        <JobTable rows={rows} />
      )}
    </section>
  )
}
