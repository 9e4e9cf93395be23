import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaItem } from '../../src-shared/media'
import { PanelSection, TextArea } from '../ui'
import { setNote } from './itemActions'

/** Words of one's own about an item; kept when the field is left. */
export function NoteField({ item }: { item: MediaItem }) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<string | null>(null)
  const dropped = useRef(false)
  const keep = () => {
    if (draft !== null && !dropped.current) setNote(item, draft)
    dropped.current = false
    setDraft(null)
  }
  return (
    <PanelSection title={t('library.inspector.note')}>
      <TextArea
        aria-label={t('library.inspector.note')}
        placeholder={t('library.inspector.notePlaceholder')}
        minLines={draft === null && item.note === '' ? 1 : 3}
        maxLength={20_000}
        value={draft ?? item.note}
        onChange={setDraft}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation()
            dropped.current = true
            event.currentTarget.blur()
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.blur()
        }}
      />
    </PanelSection>
  )
}
