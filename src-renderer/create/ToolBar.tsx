import { Bookmark, Ellipsis, FileSpreadsheet, CircleQuestionMark, History, Terminal, TextQuote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton, Menu } from '../ui'
import { useCopyCommand } from './useCopyCommand'
import { openTool } from './useTools'

/** What helps with writing: prompts that were used, presets, and the rest behind a menu. */
export function ToolBar() {
  const { t } = useTranslation()
  const copy = useCopyCommand()
  return (
    <div role="group" aria-label={t('compose.tools.label')} className="flex flex-none">
      <IconButton icon={History} label={t('compose.tools.history')} onClick={() => openTool('history')} />
      <IconButton icon={Bookmark} label={t('compose.tools.presets')} onClick={() => openTool('presets')} />
      <Menu
        trigger={<IconButton icon={Ellipsis} label={t('compose.tools.more')} />}
        entries={[
          { label: t('compose.tools.import'), icon: FileSpreadsheet, onSelect: () => openTool('import') },
          { label: t('compose.tools.wildcards'), icon: TextQuote, onSelect: () => openTool('wildcards') },
          { label: t('compose.tools.curl'), icon: Terminal, onSelect: () => void copy.draft() },
          'separator',
          { label: t('compose.tools.help'), icon: CircleQuestionMark, onSelect: () => openTool('help') },
        ]}
      />
    </div>
  )
}
