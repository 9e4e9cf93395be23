import { useTranslation } from 'react-i18next'
import { closings } from '../../src-shared/settings'
import { toastFailure } from '../shell'
import { Field, Segmented } from '../ui'
import { Section } from './Section'
import { SwitchRow } from './SwitchRow'
import { changeSettings, useSettings } from './useSettings'

/** What the queue may do to the computer: keep it awake, notify, go on without the window. */
export function QueueSection() {
  const { t } = useTranslation()
  const { keepAwake, notifies, whenClosed } = useSettings((state) => state.settings)
  return (
    <Section id="queue">
      <SwitchRow
        label={t('settings.queue.keepAwake')}
        hint={t('settings.queue.keepAwakeHint')}
        checked={keepAwake}
        onChange={(checked) => changeSettings({ keepAwake: checked }).catch(toastFailure)}
      />
      <SwitchRow
        label={t('settings.queue.notifies')}
        hint={t('settings.queue.notifiesHint')}
        checked={notifies}
        onChange={(checked) => changeSettings({ notifies: checked }).catch(toastFailure)}
      />
      <Field group label={t('settings.queue.whenClosed')}>
        <Segmented
          wrap
          value={whenClosed}
          onChange={(value) => changeSettings({ whenClosed: value }).catch(toastFailure)}
          options={closings.map((value) => ({ value, label: t(`settings.queue.closings.${value}`) }))}
        />
      </Field>
    </Section>
  )
}
