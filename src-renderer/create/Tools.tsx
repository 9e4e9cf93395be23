import { HelpDialog } from './HelpDialog'
import { HistoryDialog } from './HistoryDialog'
import { ImportDialog } from './ImportDialog'
import { MatrixDialog } from './MatrixDialog'
import { PresetsDialog } from './PresetsDialog'
import { openTool, useTools } from './useTools'
import { WildcardsDialog } from './WildcardsDialog'

/** What opens over Create, one at a time. */
export function Tools() {
  const open = useTools((state) => state.open)
  const close = () => openTool(null)
  switch (open) {
    case null:
      return null
    case 'help':
      return <HelpDialog onClose={close} />
    case 'wildcards':
      return <WildcardsDialog onClose={close} />
    case 'history':
      return <HistoryDialog onClose={close} />
    case 'presets':
      return <PresetsDialog onClose={close} />
    case 'matrix':
      return <MatrixDialog onClose={close} />
    case 'import':
      return <ImportDialog onClose={close} />
  }
}
