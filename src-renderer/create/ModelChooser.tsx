import { Command } from 'cmdk'
import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Provider } from '../../src-shared/provider'
import { Field, Popover } from '../ui'
import { ModelSummary } from './ModelSummary'
import { chooseModel, useDrafts } from './useDrafts'
import { useChosenModel, useModelsOf } from './useModel'

/** The model that makes it, chosen from a list with pictures, prices and times. */
export function ModelChooser() {
  const { t } = useTranslation()
  const type = useDrafts((state) => state.type)
  const { provider } = useChosenModel()
  const models = useModelsOf(type)
  const [open, setOpen] = useState(false)
  const choose = (wanted: Provider | null) => {
    chooseModel(wanted)
    setOpen(false)
  }
  return (
    <Field label={t('create.model')} aside={models.length} group>
      <Popover
        label={t('create.chooseModel')}
        open={open}
        onOpenChange={setOpen}
        width="trigger"
        trigger={
          <button
            type="button"
            aria-label={`${t('create.model')}: ${provider?.name ?? t('models.automatic')}`}
            className="flex w-full min-w-0 items-center gap-2.5 rounded-panel bg-raised p-1.5 pr-2 transition-colors hover:bg-hover"
          >
            <ModelSummary type={type} provider={provider} />
            <ChevronsUpDown size={14} strokeWidth={1.75} aria-hidden className="flex-none text-text-3" />
          </button>
        }
      >
        <Command label={t('create.chooseModel')} loop>
          <Command.Input
            autoFocus
            placeholder={t('create.searchModels')}
            className="h-9 w-full border-b border-hairline bg-transparent px-3 text-body outline-none focus-visible:shadow-none"
          />
          <Command.List className="max-h-96 overflow-y-auto p-1">
            <Command.Empty className="p-4 text-center text-small text-text-3">{t('models.nothingFound')}</Command.Empty>
            {[null, ...models].map((model) => (
              <Command.Item
                key={model?.id ?? ''}
                value={model === null ? t('models.automatic') : `${model.name} ${model.id} ${model.features.join(' ')}`}
                onSelect={() => choose(model)}
                className="flex items-center gap-2.5 rounded-control p-1.5 data-[selected=true]:bg-hover"
              >
                <ModelSummary type={type} provider={model} />
              </Command.Item>
            ))}
          </Command.List>
        </Command>
      </Popover>
    </Field>
  )
}
