import { useTranslation } from 'react-i18next'
import type { MediaItem } from '../../../src-shared/media'
import { useOptionLabel } from '../../models'
import { PanelSection, Table, Td, useFormat } from '../../ui'
import type { ComparedLine, Comparison } from './compare'
import { letterOf } from './letters'
import { optionText } from '../optionText'
import { useModelName } from '../useModelName'

interface DifferencesProps {
  items: readonly MediaItem[]
  comparison: Comparison
  note?: string | null
}

/** What differs among items as a table, and below it what is the same for all. */
export function Differences({ items, comparison, note = null }: DifferencesProps) {
  const { t } = useTranslation()
  const words = useComparedWords()
  const prompts = comparison.differs.find((line) => line.field === 'prompt')
  return (
    <>
      {comparison.differs.length > 0 ? (
        <PanelSection title={t('library.inspector.differs')} aside={note === null ? null : <span className="font-normal">{note}</span>}>
          <Table className="table-fixed">
            <tbody>
              {comparison.differs.filter((line) => line.field !== 'prompt').map((line) => (
                <tr key={line.field + line.name}>
                  <th scope="row" className="w-20 truncate border-b border-hairline pr-2 text-left font-normal text-text-3">{words.name(line)}</th>
                  {line.values.map((value, index) => (
                    <Td key={items[index]?.id ?? index} className="truncate px-1! tabular-nums" title={words.value(line, value)}>{words.value(line, value)}</Td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
          {prompts ? (
            // Too long for a column: one under the other, each under its picture's letter.
            <dl className="flex flex-col gap-1.5 text-small">
              {prompts.values.map((value, index) => (
                <div key={items[index]?.id ?? index} className="flex gap-2">
                  <dt className="w-4 flex-none text-text-3">{letterOf(index)}</dt>
                  <dd className="line-clamp-5 min-w-0 text-pretty wrap-anywhere" data-selectable>{words.value(prompts, value)}</dd>
                </div>
              ))}
            </dl>
          ) : null}
        </PanelSection>
      ) : null}
      {comparison.same.length > 0 ? (
        <PanelSection title={t('library.inspector.same')}>
          <div className="flex flex-col gap-1 text-small text-text-2">
            {comparison.same.map((line) => (
              <p key={line.field + line.name} className="line-clamp-3 text-pretty">
                {line.field === 'prompt' ? null : <span className="text-text-3">{words.name(line)} </span>}
                {words.value(line, line.values[0] ?? null)}
              </p>
            ))}
          </div>
        </PanelSection>
      ) : null}
    </>
  )
}

function useComparedWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const modelName = useModelName()
  const optionLabel = useOptionLabel()
  const names = {
    prompt: t('library.inspector.prompt'),
    provider: t('library.inspector.model'),
    size: t('library.inspector.size'),
    duration: t('library.inspector.duration'),
    cost: t('library.inspector.cost'),
    rating: t('library.inspector.rating'),
  }
  return {
    name: (line: ComparedLine) => (line.field === 'option' || line.field === 'input' ? optionLabel(line.name) : names[line.field]),
    value: (line: ComparedLine, value: ComparedLine['values'][number]): string => {
      if (value === null) return t('library.inspector.none')
      if (line.field === 'provider') return modelName(null, String(value)) ?? String(value)
      if (line.field === 'duration') return `${format.number(Number(value))} s`
      if (line.field === 'cost') return format.amount(Number(value))
      if (line.field === 'rating') return value === 0 ? t('library.inspector.none') : '★'.repeat(Number(value))
      return optionText(value)
    },
  }
}
