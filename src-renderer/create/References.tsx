import { FileUp, Images, Link, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Field, Menu, Spinner, useFormat } from '../ui'
import { AddressDialog } from './AddressDialog'
import { neededInputs, suggestedInputs } from './inputs'
import { LibraryPicker } from './LibraryPicker'
import { ReferenceTile } from './ReferenceTile'
import { currentDraft, useDrafts } from './useDrafts'
import { useChosenModel } from './useModel'
import type { useReferences } from './useReferences'

/** Pictures, videos and sounds that the model starts from: dropped, pasted, out of a file, the library or an address. */
export function References({ references }: { references: ReturnType<typeof useReferences> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useDrafts((state) => currentDraft(state).references)
  const { provider } = useChosenModel()
  const [asking, setAsking] = useState<'library' | 'address' | null>(null)
  const needed = neededInputs(provider)
  const speaksOf = suggestedInputs(provider)
  const words = (names: readonly (typeof speaksOf)[number][]) => format.list(names.map((name) => t(`create.input.${name}`).toLowerCase()))
  const missing = needed.filter((name) => !list.some((reference) => reference.input === name))
  return (
    <Field
      group
      label={t('create.references')}
      aside={needed.length > 0 ? null : t('app.optional')}
      hint={missing.length > 0 ? t('create.referencesNeeded', { inputs: words(missing) }) : speaksOf.length > 0 ? t('create.referencesHint', { inputs: words(speaksOf) }) : null}
    >
      <div className="flex flex-wrap gap-2">
        {list.map((reference, index) => (
          <ReferenceTile key={`${index} ${reference.name}`} reference={reference} index={index} count={list.length} />
        ))}
        <div className="flex h-14 min-w-40 grow items-center justify-between gap-2 rounded-panel border border-dashed border-border py-1 pr-2 pl-3 text-small text-text-3">
          <span className="min-w-0">{t('create.drop')}</span>
          {references.busy ? <Spinner /> : null}
          <Menu
            trigger={<Button size={24} icon={Plus} aria-label={t('create.addReference')}>{t('create.addAddress')}</Button>}
            entries={[
              { label: t('create.fromFile'), icon: FileUp, onSelect: () => void references.choose() },
              { label: t('create.fromLibrary'), icon: Images, onSelect: () => setAsking('library') },
              { label: t('create.fromAddress'), icon: Link, onSelect: () => setAsking('address') },
            ]}
          />
        </div>
      </div>
      {asking === 'library' ? <LibraryPicker onPick={references.fromLibrary} onClose={() => setAsking(null)} /> : null}
      {asking === 'address' ? <AddressDialog onAdd={references.address} onClose={() => setAsking(null)} /> : null}
    </Field>
  )
}
