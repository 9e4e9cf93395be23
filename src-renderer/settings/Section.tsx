import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sectionAnchor, type SectionId } from './sections'

/** A part of the settings under its heading. */
export function Section({ id, children }: { id: SectionId; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <section id={sectionAnchor(id)} aria-labelledby={`${sectionAnchor(id)}-title`} className="scroll-mt-4">
      <h2 id={`${sectionAnchor(id)}-title`} tabIndex={-1} className="mb-2 text-section" data-quiet-focus>
        {t(`settings.sections.${id}`)}
      </h2>
      <div className="flex flex-col gap-4 rounded-dialog bg-panel p-4">{children}</div>
    </section>
  )
}
