import { Search, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton, Kbd } from '../ui'
import { useShortcut } from './keymap'
import { openScreen, useScreen } from './screen'

/** The global search: what is typed is sought in the library at once. */
export function LibrarySearch() {
  const { t } = useTranslation()
  const shortcut = useShortcut('app.find')
  const current = useScreen((state) => state.current)
  const text = current.name === 'library' ? (current.search ?? '') : ''
  const seek = (search: string) => openScreen({ ...(current.name === 'library' ? current : { name: 'library' }), search })
  return (
    <div role="search" className="relative flex w-full max-w-105 items-center">
      <Search size={14} strokeWidth={1.75} aria-hidden className="pointer-events-none absolute left-2 text-text-3" />
      <input
        id="library-search"
        type="text"
        role="searchbox"
        aria-label={t('app.searchLibrary')}
        placeholder={t('app.searchLibrary')}
        value={text}
        spellCheck={false}
        onChange={(event) => seek(event.target.value)}
        onFocus={(event) => event.target.select()}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            if (text !== '') seek('')
            event.currentTarget.blur()
          } else if (event.key === 'Enter' && current.name !== 'library') openScreen({ name: 'library' })
        }}
        className="h-7 w-full rounded-control border border-hairline bg-app px-7.5 text-body transition-colors hover:border-border focus-visible:border-focus"
      />
      <span className="absolute right-1.5 flex items-center">
        {text === '' ? (
          shortcut && <Kbd keys={shortcut} />
        ) : (
          <IconButton icon={X} size={24} label={t('app.clearSearch')} onClick={() => seek('')} />
        )}
      </span>
    </div>
  )
}
