import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Capability, Provider } from '../../src-shared/provider'
import { Button, Checkbox, classes, Dialog, Table, Td, Th, Thumb, useFormat } from '../ui'
import { comparison, type ComparisonLine } from './comparison'
import { useOptionLabel } from './optionLabel'
import { useOptionValues } from './useOptionValues'

interface ComparisonDialogProps {
  chosen: readonly { key: string; provider: Provider; picture: string }[]
  onUse: (provider: Provider) => void
  onClose: () => void
}

/** Up to four models side by side, as a table of what they say. */
export function ComparisonDialog({ chosen, onUse, onClose }: ComparisonDialogProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const labelOf = useOptionLabel()
  const valuesOf = useOptionValues()
  const [onlyDifferences, setOnlyDifferences] = useState(true)
  const lines = comparison(chosen.map(({ provider }) => provider)).filter((line) => line.differs || !onlyDifferences)

  const heading = ({ aspect }: ComparisonLine) => {
    if (aspect.kind === 'option') return labelOf(aspect.name)
    return { price: t('models.price'), time: t('models.time'), makes: t('models.makes'), features: t('models.features'), limits: t('models.limits') }[aspect.kind]
  }
  const words = ({ aspect }: ComparisonLine, value: ComparisonLine['values'][number]): string | null => {
    switch (aspect.kind) {
      case 'price':
        return typeof value === 'number' ? format.credits(value) : t('models.priceUnknown')
      case 'time':
        return typeof value === 'number' ? t('models.about', { time: format.seconds(value) }) : t('models.timeUnknown')
      case 'makes':
        return Array.isArray(value) ? value.map((can) => t(`models.capabilities.${can as Capability}`)).join(', ') : null
      case 'option':
        return value === null ? null : Array.isArray(value) ? valuesOf({ type: '', allowedValues: value }) : valuesOf({ type: String(value), allowedValues: [] })
      case 'features':
      case 'limits':
        return Array.isArray(value) && value.length > 0 ? value.join(', ') : null
    }
  }
  return (
    <Dialog title={t('models.comparison')} width={220 + chosen.length * 190} onClose={onClose}>
      <Table className="table-fixed">
        <thead>
          <tr>
            <Th className="w-36">
              <Checkbox checked={onlyDifferences} onChange={setOnlyDifferences}>{t('models.onlyDifferences')}</Checkbox>
            </Th>
            {chosen.map(({ key, provider, picture }) => (
              <Th key={key} className="h-auto pb-2 align-bottom">
                <Thumb src={picture} alt="" className="mb-2 h-20 rounded-control" />
                <span className="block truncate text-body text-text">{provider.name}</span>
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.aspect.kind === 'option' ? `option ${line.aspect.name}` : line.aspect.kind}>
              <Th scope="row" className="py-2 align-top font-normal whitespace-normal">{heading(line)}</Th>
              {line.values.map((value, index) => {
                const text = words(line, value)
                return (
                  <Td key={chosen[index]?.key} className={classes('py-2 align-top wrap-anywhere', line.differs ? 'text-text' : 'text-text-3')}>
                    {text ?? <span className="text-text-3">– <span className="sr-only">{t('models.hasNot')}</span></span>}
                  </Td>
                )
              })}
            </tr>
          ))}
          {lines.length === 0 ? (
            <tr>
              <Td colSpan={chosen.length + 1} className="py-6 text-center text-text-2">{t('models.sameInAll')}</Td>
            </tr>
          ) : null}
          <tr>
            <td />
            {chosen.map(({ key, provider }) => (
              <td key={key} className="px-2 pt-3">
                <Button variant="primary" className="w-full" onClick={() => onUse(provider)} aria-label={`${t('models.use')} ${provider.name}`}>{t('models.use')}</Button>
              </td>
            ))}
          </tr>
        </tbody>
      </Table>
    </Dialog>
  )
}
