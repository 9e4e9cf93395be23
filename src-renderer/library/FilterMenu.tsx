import { ListFilter } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { mediaKinds } from '../../src-shared/media'
import { useModels } from '../models'
import { Button, Checkbox, PanelSection, Popover, Segmented, Select } from '../ui'
import { toggleKind } from './filters'
import { useLibrary } from './useLibrary'

/** Every filter of the library, behind one button. */
export function FilterMenu() {
  const { t } = useTranslation()
  const query = useLibrary((library) => library.query)
  const setQuery = useLibrary((library) => library.setQuery)
  const catalogue = useModels((models) => models.catalogue)
  const used = useModels((models) => models.newest)
  const models = (catalogue?.providers ?? []).filter((provider) => `${provider.type}/${provider.id}` in used)
  return (
    <Popover label={t('library.filter.label')} width={264} trigger={<Button size={24} icon={ListFilter}>{t('library.filter.open')}</Button>}>
      <div className="flex flex-col gap-3 p-3">
        <PanelSection title={t('library.filter.kind')}>
          <div className="flex flex-col">
            {mediaKinds.map((kind) => (
              <Checkbox key={kind} checked={query.kinds.includes(kind)} onChange={() => setQuery({ kinds: toggleKind(query.kinds, kind) })}>
                {t(`library.kind.${kind}`)}
              </Checkbox>
            ))}
          </div>
        </PanelSection>
        <PanelSection title={t('library.filter.rating')}>
          <Segmented
            label={t('library.filter.rating')}
            value={String(query.minRating)}
            onChange={(value) => setQuery({ minRating: Number(value) })}
            options={[0, 1, 2, 3, 4, 5].map((stars) => ({ value: String(stars), label: stars === 0 ? t('library.filter.any') : `${stars}★` }))}
            stretch
          />
        </PanelSection>
        {models.length > 0 ? (
          <PanelSection title={t('library.filter.model')}>
            <Select
              aria-label={t('library.filter.model')}
              value={query.providers[0] ?? ''}
              onChange={(value) => setQuery({ providers: value === '' ? [] : [value] })}
              options={[{ value: '', label: t('library.filter.anyModel') }, ...models.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          </PanelSection>
        ) : null}
        <Checkbox checked={query.favouritesOnly} onChange={(favouritesOnly) => setQuery({ favouritesOnly })}>
          {t('library.filter.favourites')}
        </Checkbox>
      </div>
    </Popover>
  )
}
