import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOptionLabel } from '../models'
import { IconButton, PanelSection, TextField } from '../ui'
import type { OptionProblem } from '../../src-shared/option'
import { OptionRow } from './OptionRow'
import { currentDraft, setOption, useDrafts } from './useDrafts'
import { useOfferedOptions } from './useModel'

/** A field for each option that the API described, and one for what a template brought along. */
export function OptionFields({ problems }: { problems: ReadonlyMap<string, OptionProblem> | null }) {
  const { t } = useTranslation()
  const labelOf = useOptionLabel()
  const options = useDrafts((state) => currentDraft(state).options)
  const sweeps = useDrafts((state) => currentDraft(state).sweeps)
  const offered = useOfferedOptions()
  const described = new Set(offered.map(({ name }) => name))
  const others = Object.entries(options).filter(([name]) => !described.has(name))
  return (
    <>
      {offered.length > 0 ? (
        <fieldset className="grid grid-cols-2 items-start gap-x-3 gap-y-3">
          <legend className="sr-only">{t('create.options')}</legend>
          {offered.map((option) => (
            <OptionRow key={option.name} option={option} value={options[option.name]} sweep={sweeps[option.name]} problem={problems?.get(option.name) ?? null} />
          ))}
        </fieldset>
      ) : null}
      {others.length > 0 ? (
        <PanelSection title={t('create.otherOptions')}>
          {others.map(([name, value]) => (
            <div key={name} className="flex items-center gap-2">
              <span className="w-28 flex-none truncate text-small text-text-2">{labelOf(name)}</span>
              <TextField aria-label={labelOf(name)} value={String(value)} onChange={(text) => setOption(name, text)} className="grow" />
              <IconButton icon={X} size={24} label={t('create.remove')} onClick={() => setOption(name, undefined)} />
            </div>
          ))}
          <p className="text-label text-text-3">{t('create.otherOptionsHint')}</p>
        </PanelSection>
      ) : null}
    </>
  )
}
