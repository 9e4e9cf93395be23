import { ChevronsUpDown, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Provider } from '../../src-shared/provider'
import { Button, Field, IconButton, Popover } from '../ui'
import { ModelList } from './ModelList'
import { ModelSummary } from './ModelSummary'
import { chooseModel, useDrafts } from './useDrafts'
import { useMatrixModels, useModelsOf } from './useModel'

const mostModels = 12

/** The model that makes it, chosen from a list with pictures, prices and times; and those to compare it with. */
export function ModelChooser() {
  const { t } = useTranslation()
  const type = useDrafts((state) => state.type)
  const offered = useModelsOf(type)
  const chosen = useMatrixModels()
  const [open, setOpen] = useState(false)
  const [adding, setAdding] = useState(false)
  const [first, ...others] = chosen.map(({ provider }) => provider)
  const isChosen = (model: Provider | null) => chosen.some(({ id }) => id === (model?.id ?? null))
  return (
    <Field label={t(others.length > 0 ? 'compose.models.several' : 'create.model')} aside={offered.length} group>
      <div className="flex flex-col gap-1">
        <div className="flex items-center">
          <Popover
            label={t('create.chooseModel')}
            open={open}
            onOpenChange={setOpen}
            width="trigger"
            trigger={
              <button
                type="button"
                aria-label={`${t('create.model')}: ${first?.name ?? t('models.automatic')}`}
                className="flex w-full min-w-0 items-center gap-2.5 rounded-panel bg-raised p-1.5 pr-2 transition-colors hover:bg-hover"
              >
                <ModelSummary type={type} provider={first ?? null} />
                <ChevronsUpDown size={14} strokeWidth={1.75} aria-hidden className="flex-none text-text-3" />
              </button>
            }
          >
            <ModelList
              type={type}
              models={[null, ...offered]}
              onChoose={(model) => {
                chooseModel(model, others)
                setOpen(false)
              }}
            />
          </Popover>
        </div>
        {others.map((provider, index) => (
          <div key={provider?.id ?? ''} className="flex items-center gap-2.5 rounded-panel bg-raised p-1.5">
            <ModelSummary type={type} provider={provider} />
            <IconButton
              icon={X}
              size={24}
              label={t('compose.models.remove', { name: provider?.name ?? t('models.automatic') })}
              onClick={() => chooseModel(first ?? null, others.filter((_, at) => at !== index))}
            />
          </div>
        ))}
        {chosen.length < mostModels ? (
          <Popover
            label={t('compose.models.add')}
            open={adding}
            onOpenChange={setAdding}
            width={352}
            trigger={<Button size={24} variant="ghost" icon={Plus} className="w-fit">{t('compose.models.add')}</Button>}
          >
            <ModelList
              type={type}
              models={[null, ...offered].filter((model) => !isChosen(model))}
              onChoose={(model) => {
                chooseModel(first ?? null, [...others, model])
                setAdding(false)
              }}
            />
          </Popover>
        ) : null}
      </div>
    </Field>
  )
}
