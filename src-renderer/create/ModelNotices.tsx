import { useTranslation } from 'react-i18next'
import { useOptionLabel } from '../models'
import { Notice, useFormat } from '../ui'
import { currentDraft, useDrafts } from './useDrafts'
import { useChosenModel, useMatrixModels } from './useModel'

/** What a change of model did to the draft, what some of several models do not take, and a model that is no longer there. */
export function ModelNotices() {
  const { t } = useTranslation()
  const format = useFormat()
  const labelOf = useOptionLabel()
  const setAside = useDrafts((state) => state.setAside)
  const id = useDrafts((state) => currentDraft(state).provider)
  const { gone } = useChosenModel()
  const partial = useMatrixModels().filter(({ dropped }) => dropped.length > 0)
  return (
    <>
      {gone ? <Notice tone="warn">{t('create.modelGone', { id })}</Notice> : null}
      {setAside.length > 0 ? (
        <Notice tone="info" onDismiss={() => useDrafts.setState({ setAside: [] })}>
          {t('create.setAside', { options: format.list(setAside.map(labelOf)) })}
        </Notice>
      ) : null}
      {partial.map(({ id: model, provider, dropped }) => (
        <Notice key={model ?? ''} tone="info">
          {t('compose.models.dropped', { name: provider?.name ?? model ?? t('models.automatic'), options: format.list(dropped.map(labelOf)) })}
        </Notice>
      ))}
    </>
  )
}
