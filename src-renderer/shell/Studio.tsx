import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { on } from '../ipc'
import { QueueDrawer, QueueStrip } from '../queue'
import { Banners } from './Banners'
import { ClosingDialog } from './ClosingDialog'
import { Help } from './Help'
import { Palette } from './Palette'
import { usePanels } from './panels'
import { Rail } from './Rail'
import type { Screens } from './screen'
import { ScreenSlot } from './ScreenSlot'
import { TopBar } from './TopBar'
import { isCommandId, runCommand } from './useCommand'
import { useShellCommands } from './useShellCommands'
import { useWindowTitle } from './useWindowTitle'

/** The frame around every screen. */
export function Studio({ screens }: { screens: Screens }) {
  const { t } = useTranslation()
  const drawerOpen = usePanels((state) => state.drawerOpen)
  const over = useShellCommands()
  useWindowTitle()
  useEffect(() => on('app.commanded', ({ command }) => isCommandId(command) && runCommand(command)), [])
  return (
    <div className="flex h-full flex-col">
      <a
        href="#content"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
        className="fixed top-1 left-1 z-50 -translate-y-12 rounded-control bg-accent px-3 py-1 font-medium text-on-accent focus:translate-y-0"
      >
        {t('app.skip')}
      </a>
      <TopBar />
      <div className="flex min-h-0 grow">
        <Rail />
        <div className="flex min-w-0 grow flex-col">
          <Banners />
          <ScreenSlot screens={screens} />
          {drawerOpen ? <QueueDrawer /> : null}
        </div>
      </div>
      <QueueStrip />
      <ClosingDialog />
      {over.palette ? <Palette onClose={over.closePalette} /> : null}
      {over.help ? <Help onClose={over.closeHelp} /> : null}
    </div>
  )
}
