import { useTranslation } from 'react-i18next'
import { Field, Segmented } from '../ui'
import { currentDraft, edit, useDrafts } from './useDrafts'

/** By what the API shall choose, when it chooses. */
export function AutomaticPriority() {
  const { t } = useTranslation()
  const automatic = useDrafts((state) => [currentDraft(state).provider, ...currentDraft(state).others].includes(null))
  const priority = useDrafts((state) => currentDraft(state).priority)
  if (!automatic) return null
  const known = priority === null || priority === 'QUALITY'
  return (
    <Field label={t('create.priority')} group>
      <Segmented
        value={priority ?? ''}
        onChange={(value) => edit({ priority: value === '' ? null : value })}
        options={[
          { value: 'QUALITY', label: t('create.priorityQuality') },
          { value: '', label: t('create.priorityNone') },
          ...(known ? [] : [{ value: priority, label: priority }]),
        ]}
      />
    </Field>
  )
}
