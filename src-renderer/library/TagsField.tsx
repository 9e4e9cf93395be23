import { useTranslation } from 'react-i18next'
import { everything } from '../../src-shared/mediaQuery'
import type { MediaItem } from '../../src-shared/media'
import { openScreen } from '../shell'
import { Chip, PanelSection } from '../ui'
import { tag, untag } from './itemActions'
import { TagInput } from './TagInput'
import { useLibrary } from './useLibrary'

/** The tags of one item: press one to find the others that bear it, take it off, or add one. */
export function TagsField({ item }: { item: MediaItem }) {
  const { t } = useTranslation()
  const find = (name: string) => {
    useLibrary.getState().setQuery({ ...everything, tagsAll: [name] })
    openScreen({ name: 'library' })
  }
  return (
    <PanelSection title={t('library.tags.title')}>
      {item.tags.length > 0 ? (
        <ul className="flex flex-wrap gap-1">
          {item.tags.map((name) => (
            <li key={name} className="max-w-full">
              <Chip removeLabel={t('library.tags.remove', { name })} onRemove={() => untag([item.id], name)}>
                <button type="button" onClick={() => find(name)} title={t('library.tags.find', { name })} className="max-w-full truncate rounded-control hover:text-text hover:underline">{name}</button>
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
      <TagInput taken={item.tags} onAdd={(names) => tag([item.id], names)} />
    </PanelSection>
  )
}
