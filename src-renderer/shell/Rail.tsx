import { Images, LayoutGrid, ListOrdered, Settings, WandSparkles, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { classes, Tooltip, useFormat } from '../ui'
import { useShortcut } from './keymap'
import { openScreen, useScreen, type Screen } from './screen'
import { derive, useQueue } from '../queue'

type Place = 'create' | 'models' | 'library' | 'queue' | 'settings'

/** The place that each screen belongs to. */
const placeOf: Record<Screen['name'], Place> = {
  create: 'create', models: 'models', library: 'library', viewer: 'library', compare: 'library', trim: 'library', queue: 'queue', settings: 'settings',
}

function RailButton({ place, icon: Icon, badge }: { place: Place; icon: LucideIcon; badge?: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const current = useScreen((state) => placeOf[state.current.name] === place)
  const shortcut = useShortcut(`screen.${place}`)
  const label = t(`app.screens.${place}`)
  return (
    <Tooltip label={label} shortcut={shortcut} side="right">
      <button
        type="button"
        aria-label={badge ? `${label}, ${t('app.queueWaiting', { count: badge })}` : label}
        aria-current={current ? 'page' : undefined}
        onClick={() => openScreen({ name: place })}
        className={classes(
          'relative flex size-9 items-center justify-center rounded-panel transition-colors',
          current ? 'bg-selected text-text' : 'text-text-3 hover:bg-hover hover:text-text',
        )}
      >
        <Icon size={18} strokeWidth={1.75} aria-hidden />
        {badge ? (
          <span className="absolute top-0.5 right-0 h-4 min-w-4 rounded-full bg-accent px-1 text-center text-label font-semibold text-on-accent tabular-nums">
            {badge > 99 ? '99+' : format.whole(badge)}
          </span>
        ) : null}
      </button>
    </Tooltip>
  )
}

/** The five places. */
export function Rail() {
  const { t } = useTranslation()
  const { running, queued: waiting, held } = derive(useQueue((state) => state.jobs)).counts
  return (
    <nav aria-label={t('app.rail')} className="flex w-12 flex-none flex-col items-center gap-1 border-r border-hairline bg-panel py-2">
      <RailButton place="create" icon={WandSparkles} />
      <RailButton place="models" icon={LayoutGrid} />
      <RailButton place="library" icon={Images} />
      <RailButton place="queue" icon={ListOrdered} badge={running + waiting + held} />
      <span className="grow" />
      <RailButton place="settings" icon={Settings} />
    </nav>
  )
}
