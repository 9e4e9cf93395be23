import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { AboutSection } from './AboutSection'
import { FfmpegSection } from './FfmpegSection'
import { KeySection } from './KeySection'
import { KeysSection } from './KeysSection'
import { LibrarySection } from './LibrarySection'
import { LookSection } from './LookSection'
import { QueueSection } from './QueueSection'
import { WebhooksSection } from './WebhooksSection'
import { sectionAnchor, sections, type SectionId } from './sections'

function goTo(id: string): void {
  const section = document.getElementById(sectionAnchor(id as SectionId))
  section?.scrollIntoView({ block: 'start' })
  section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
}

/** All settings on one page, with its parts at the left. */
export function SettingsScreen({ section }: { section?: string }) {
  const { t } = useTranslation()
  useEffect(() => {
    if (section !== undefined) goTo(section)
  }, [section])
  return (
    <div className="min-w-0 grow overflow-y-auto bg-app">
      <div className="mx-auto flex w-full max-w-240 items-start gap-8 px-6 py-5 max-md:flex-col max-md:items-stretch">
        <nav aria-label={t('settings.title')} className="sticky top-5 flex w-44 flex-none max-md:static flex-col gap-0.5">
          <h1 className="mb-2 px-2 text-title">{t('settings.title')}</h1>
          {sections.map((id) => (
            <a
              key={id}
              href={`#${sectionAnchor(id)}`}
              onClick={(event) => {
                event.preventDefault()
                goTo(id)
              }}
              className="flex h-7 items-center rounded-control px-2 text-text-2 transition-colors hover:bg-hover hover:text-text"
            >
              {t(`settings.sections.${id}`)}
            </a>
          ))}
        </nav>
        <div className="flex min-w-0 grow flex-col gap-6 pb-16">
          <KeySection />
          <LibrarySection />
          <LookSection />
          <QueueSection />
          <FfmpegSection />
          <WebhooksSection />
          <KeysSection />
          <AboutSection />
        </div>
      </div>
    </div>
  )
}
