import { useTranslation } from 'react-i18next'
import type { ItemId } from '../../src-shared/media'
import { ItemThumb } from '../library'
import { openScreen } from '../shell'

/** So many fit without the panel becoming a library of its own. */
const most = 24

/** The newest results of a night; each opens among all of them. */
export function ContactSheet({ items }: { items: readonly ItemId[] }) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('night.report.sheet')} className="grid grid-cols-4 gap-0.75">
      {items.slice(0, most).map((id, index) => (
        <button
          key={id}
          type="button"
          aria-label={t('night.report.result', { n: index + 1 })}
          onClick={() => openScreen({ name: 'viewer', itemId: id, ids: [...items] })}
          className="rounded-thumb"
        >
          <ItemThumb id={id} className="aspect-[5/3] w-full rounded-thumb" />
        </button>
      ))}
    </section>
  )
}
