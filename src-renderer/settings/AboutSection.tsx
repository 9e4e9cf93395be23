import { ExternalLink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { Button, Properties } from '../ui'
import { Section } from './Section'
import { useSettings } from './useSettings'

/** Which version runs on what, and where to read more. */
export function AboutSection() {
  const { t } = useTranslation()
  const surroundings = useSettings((state) => state.surroundings)
  if (surroundings === null) return null
  const pages = ['vendor', 'billing'] as const
  return (
    <Section id="about">
      <Properties
        rows={[
          [t('settings.about.version'), surroundings.appVersion],
          [t('settings.about.electron'), surroundings.electronVersion],
          [t('settings.about.platform'), surroundings.platform],
        ]}
      />
      <div className="flex flex-wrap gap-2">
        {pages.map((page) => (
          <Button key={page} variant="ghost" icon={ExternalLink} onClick={() => request('app.openPage', page).catch(toastFailure)}>{t(`settings.about.${page}`)}</Button>
        ))}
      </div>
    </Section>
  )
}
