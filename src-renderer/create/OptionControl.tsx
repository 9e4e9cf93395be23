import { Dices, Lock, LockOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { OptionValue } from '../../src-shared/job'
import { IconButton, NumberField, SearchSelect, Segmented, Select, TextArea, TextField } from '../ui'
import { ColourField } from './ColourField'
import type { OptionField } from '../../src-shared/option'
import { RangeField } from './RangeField'
import { drawSeed } from '../../src-shared/seed'
import { currentDraft, edit, useDrafts } from './useDrafts'
import { isVoice } from './voices'
import { VoiceSelect } from './VoiceSelect'

interface OptionControlProps {
  field: OptionField
  label: string
  value: OptionValue | undefined
  hint: string | null
  /** undefined: left to the model. */
  onChange: (value: OptionValue | undefined) => void
}

/** The control that fits what the API said of an option. */
export function OptionControl({ field, label, value, hint, onChange }: OptionControlProps) {
  const { t } = useTranslation()
  const seedLocked = useDrafts((state) => currentDraft(state).seedLocked)
  const number = typeof value === 'number' ? value : null
  const text = value === undefined ? '' : String(value)
  const onText = (next: string) => onChange(next === '' ? undefined : next)
  const onNumber = (next: number | null) => onChange(next ?? undefined)
  switch (field.kind) {
    case 'choice': {
      const options = field.values.map((allowed) => ({ value: String(allowed), label: field.unit ? `${String(allowed)} ${field.unit}` : String(allowed) }))
      const onPick = (picked: string) => onChange(field.values.find((allowed) => String(allowed) === picked))
      if (field.look === 'segmented') return <Segmented stretch value={value === undefined ? null : text} options={options} onChange={onPick} />
      if (field.look === 'search' && isVoice(field.name)) return <VoiceSelect option={field.name} voices={field.values.map(String)} value={text} required={field.required} onPick={onPick} />
      if (field.look === 'search') return <SearchSelect label={label} placeholder={t(field.required ? 'create.choose' : 'create.notSet')} value={text} options={options} onChange={onPick} />
      return <Select value={text} options={[{ value: '', label: t(field.required ? 'create.choose' : 'create.notSet') }, ...options]} onChange={onPick} />
    }
    case 'integer':
    case 'number': {
      const integer = field.kind === 'integer'
      if (field.min !== undefined && field.max !== undefined && field.max - field.min <= 1000)
        return <RangeField value={number} min={field.min} max={field.max} integer={integer} label={label} placeholder={t('create.notSet')} onChange={onNumber} />
      return (
        <NumberField
          value={number}
          integer={integer}
          placeholder={hint ?? t('create.notSet')}
          {...(field.min !== undefined && { min: field.min })}
          {...(field.max !== undefined && { max: field.max })}
          {...(field.unit !== null && { unit: field.unit })}
          onChange={onNumber}
        />
      )
    }
    case 'seed':
      return (
        <NumberField
          value={number}
          integer
          mono
          min={field.min}
          max={field.max}
          placeholder={t('create.random')}
          onChange={onNumber}
          end={
            <>
              <IconButton icon={Dices} size={24} label={t('create.newSeed')} onClick={() => onChange(drawSeed(field, Math.random))} />
              <IconButton
                icon={seedLocked ? Lock : LockOpen}
                size={24}
                pressed={seedLocked}
                label={t(seedLocked ? 'create.unlockSeed' : 'create.lockSeed')}
                onClick={() => edit({ seedLocked: !seedLocked })}
              />
            </>
          }
        />
      )
    case 'boolean':
      return (
        <Segmented
          label={label}
          stretch
          value={value === true ? 'on' : value === false ? 'off' : null}
          options={[{ value: 'on', label: t('compose.option.on') }, { value: 'off', label: t('compose.option.off') }]}
          onChange={(picked) => onChange(picked === 'on')}
        />
      )
    case 'colour':
      return <ColourField value={text} placeholder={t('create.notSet')} label={t('create.colour')} onChange={onText} />
    case 'longText':
      return <TextArea value={text} minLines={2} maxLines={8} maxLength={20_000} onChange={onText} />
    case 'text':
      return <TextField value={text} placeholder={t('create.notSet')} maxLength={20_000} onChange={onText} />
  }
}
