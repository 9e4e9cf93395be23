import { Command } from 'cmdk'
import { useTranslation } from 'react-i18next'
import type { GenerationType, Provider } from '../../src-shared/provider'
import { ModelSummary } from './ModelSummary'

interface ModelListProps {
  type: GenerationType
  /** null: the API chooses. */
  models: readonly (Provider | null)[]
  onChoose: (model: Provider | null) => void
}

/** Models to choose from, searched while typing. */
export function ModelList({ type, models, onChoose }: ModelListProps) {
  const { t } = useTranslation()
  return (
    <Command label={t('create.chooseModel')} loop>
      <Command.Input
        autoFocus
        placeholder={t('create.searchModels')}
        className="h-9 w-full border-b border-hairline bg-transparent px-3 text-body outline-none focus-visible:shadow-none"
      />
      <Command.List className="max-h-96 overflow-y-auto p-1">
        <Command.Empty className="p-4 text-center text-small text-text-3">{t('models.nothingFound')}</Command.Empty>
        {models.map((model) => (
          <Command.Item
            key={model?.id ?? ''}
            value={model === null ? t('models.automatic') : `${model.name} ${model.id} ${model.features.join(' ')}`}
            onSelect={() => onChoose(model)}
            className="flex items-center gap-2.5 rounded-control p-1.5 data-[selected=true]:bg-hover"
          >
            <ModelSummary type={type} provider={model} />
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  )
}
