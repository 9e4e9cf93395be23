import { useTranslation } from 'react-i18next'
import { useOptionLabel } from '../models'
import { Dialog, Table, Td, Th, useFormat } from '../ui'
import { currentDraft, useDrafts } from './useDrafts'
import { useMatrixWords } from './useMatrixWords'
import { useCurrentPreview } from './usePreview'
import { useTotals } from './useTotals'

/** What multiplies to what: each model with its values, jobs, credits and time, and the prompts they are made of. */
export function MatrixDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const labelOf = useOptionLabel()
  const totals = useTotals()
  const preview = useCurrentPreview()
  const words = useMatrixWords(totals)
  const draft = useDrafts(currentDraft)
  const { models, prompts, cost } = totals
  const axes = [...new Set(models.flatMap(({ sweeps }) => sweeps.map(({ name }) => name)))]
  const amount = (value: number | null) => (value === null ? '…' : Number.isFinite(value) ? format.whole(value) : t('compose.matrix.countless'))
  const credits = (price: number | null, jobs: number | null) =>
    price === null ? <span className="text-warn">{t('create.priceUnknown')}</span> : jobs === null || !Number.isFinite(jobs) ? '…' : format.credits(price * jobs)
  const more = (prompts ?? 0) - (preview?.samples.length ?? 0)
  return (
    <Dialog title={t('compose.matrix.title')} width={760} onClose={onClose}>
      <div className="flex flex-col gap-4">
        <p className="tabular-nums">{words}</p>
        <div className="max-h-72 overflow-auto rounded-panel border border-hairline" tabIndex={0} role="group" aria-label={t('compose.matrix.title')}>
          <Table>
            <thead>
              <tr>
                <Th>{t('create.model')}</Th>
                {axes.map((name) => <Th key={name}>{labelOf(name)}</Th>)}
                <Th numeric>{t('compose.matrix.perPrompt')}</Th>
                <Th numeric>{t('compose.matrix.jobs')}</Th>
                <Th numeric>{t('compose.matrix.credits')}</Th>
                <Th numeric>{t('compose.matrix.each')}</Th>
              </tr>
            </thead>
            <tbody>
              {models.map(({ id, provider, sweeps, perPrompt }) => {
                const jobs = prompts === null ? null : prompts * perPrompt
                const seconds = provider?.estimatedSeconds ?? null
                return (
                  <tr key={id ?? ''}>
                    <Td className="font-medium">{provider?.name ?? id ?? t('models.automatic')}</Td>
                    {axes.map((name) => {
                      const values = sweeps.find((sweep) => sweep.name === name)?.values
                      return <Td key={name} className="max-w-48 wrap-anywhere">{values ? values.map(String).join(', ') : <span className="text-text-3">{t('compose.matrix.notTaken')}</span>}</Td>
                    })}
                    <Td numeric>{format.whole(perPrompt)}</Td>
                    <Td numeric>{amount(jobs)}</Td>
                    <Td numeric>{credits(provider?.creditCost ?? null, jobs)}</Td>
                    <Td numeric>{seconds === null ? t('create.timeUnknown') : format.seconds(seconds)}</Td>
                  </tr>
                )
              })}
            </tbody>
            <tfoot>
              <tr className="font-semibold">
                <Td>{t('compose.matrix.total')}</Td>
                {axes.map((name) => <Td key={name} />)}
                <Td numeric>{format.whole(models.reduce((sum, { perPrompt }) => sum + perPrompt, 0))}</Td>
                <Td numeric>{amount(cost?.jobs ?? null)}</Td>
                <Td numeric>
                  {cost === null || !Number.isFinite(cost.jobs)
                    ? '…'
                    : cost.unknownJobs === 0
                      ? format.credits(cost.knownCredits)
                      : t('compose.add.partlyKnown', { known: format.credits(cost.knownCredits), count: cost.unknownJobs, amount: format.whole(cost.unknownJobs) })}
                </Td>
                <Td numeric>{cost?.seconds == null || !Number.isFinite(cost.seconds) ? t('create.timeUnknown') : t('compose.matrix.together', { time: format.seconds(cost.seconds) })}</Td>
              </tr>
            </tfoot>
          </Table>
        </div>
        <section aria-label={t('compose.matrix.promptsTitle')} className="flex flex-col gap-1">
          <h3 className="text-label font-medium text-text-3">{t('compose.matrix.promptsTitle')}</h3>
          <ol className="flex max-h-48 flex-col gap-1 overflow-y-auto text-small" tabIndex={0}>
            {preview?.samples.map((sample, index) => (
              <li key={index} className="flex gap-2">
                <span className="w-6 flex-none text-right text-text-3 tabular-nums">{index + 1}</span>
                <span className="min-w-0 wrap-anywhere" data-selectable>{sample}</span>
              </li>
            ))}
            {more > 0 ? <li className="pl-8 text-text-3">{Number.isFinite(more) ? t('compose.prompt.moreSamples', { count: more, amount: format.whole(more) }) : t('compose.prompt.andMore')}</li> : null}
          </ol>
        </section>
        <p className="text-small text-text-3">{t(draft.count > 1 ? 'compose.matrix.sameSeeds' : 'compose.matrix.hint')}</p>
      </div>
    </Dialog>
  )
}
