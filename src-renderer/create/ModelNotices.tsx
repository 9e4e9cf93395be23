import { useTranslation } from 'react-i18next'
import { useOptionLabel } from '../models'
import { Notice, useFormat } from '../ui'
import { currentDraft, useDrafts } from './useDrafts'
import { useChosenModel } from './useModel'

/** What a change of model did to the draft, and a model that is no longer there. */
export function ModelNotices() {
  const { t } = useTranslation()
  const format = useFormat()
  const labelOf = useOptionLabel()
  const setAside = useDrafts((state) => state.setAside)
  const id = useDrafts((state) => currentDraft(state).provider)
  const { gone } = useChosenModel()
  return (
    <>
      {gone ? <Notice tone="warn">{t('create.modelGone', { id })}</Notice> : null}
      {setAside.length > 0 ? (
        <Notice tone="info" onDismiss={() => useDrafts.setState({ setAside: [] })}>
          {t('create.setAside', { options: format.list(setAside.map(labelOf)) })}
        </Notice>
      ) : null}
    </>
  )
}
