import { useTranslation } from 'react-i18next'
import { languages, themes } from '../../src-shared/settings'
import { resetLayout, toastFailure } from '../shell'
import { Button, Field, Segmented, toast } from '../ui'
import { Section } from './Section'
import { changeSettings, useSettings } from './useSettings'

/** Language, theme, panels. */
export function LookSection() {
  const { t } = useTranslation()
  const { language, theme } = useSettings((state) => state.settings)
  return (
    <Section id="look">
      <Field group label={t('settings.look.language')}>
        <Segmented
          value={language}
          onChange={(value) => changeSettings({ language: value }).catch(toastFailure)}
          options={languages.map((value) => ({ value, label: t(`settings.look.languages.${value}`) }))}
        />
      </Field>
      <Field group label={t('settings.look.theme')}>
        <Segmented
          value={theme}
          onChange={(value) => changeSettings({ theme: value }).catch(toastFailure)}
          options={themes.map((value) => ({ value, label: t(`settings.look.themes.${value}`) }))}
        />
      </Field>
      <SettingButton
        label={t('settings.look.layout')}
        action={t('settings.look.resetLayout')}
        onClick={() => {
          resetLayout()
          toast(t('settings.look.layoutReset'), { tone: 'ok' })
        }}
      />
    </Section>
  )
}

function SettingButton({ label, action, onClick }: { label: string; action: string; onClick: () => void }) {
  return (
    <div className="flex flex-col items-start gap-1">
      <span className="text-label font-medium text-text-3">{label}</span>
      <Button onClick={onClick}>{action}</Button>
    </div>
  )
}
