import { CircleDollarSign } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Popover, useFormat } from '../ui'
import { BudgetForm, type ModelChoice } from './BudgetForm'
import { RecordDialog } from './RecordDialog'
import { capOf, useSpending } from './useSpending'

interface BudgetButtonProps {
  /** For which a cap of its own can be set. */
  models: readonly ModelChoice[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** The budget in a word, and what may be spent behind it. */
export function BudgetButton({ models, open, onOpenChange }: BudgetButtonProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [reading, setReading] = useState(false)
  const state = useSpending((spending) => spending.state)
  const cap = capOf(state, 'night') ?? capOf(state, 'day')
  const words =
    cap === null ? t('spending.budget')
    : state?.purse === 'practice' ? t('spending.stopAtPractice', { amount: format.amount(cap.credits) })
    : t('spending.stopAt', { credits: format.credits(cap.credits) })
  return (
    <>
      <Popover
        label={t('spending.label')}
        align="end"
        width={340}
        open={open}
        onOpenChange={onOpenChange}
        trigger={<Button icon={CircleDollarSign}>{words}</Button>}
      >
        {state === null ? null : (
          <BudgetForm
            state={state}
            models={models}
            onDone={() => onOpenChange(false)}
            onRecord={() => {
              onOpenChange(false)
              setReading(true)
            }}
          />
        )}
      </Popover>
      {reading ? <RecordDialog onClose={() => setReading(false)} /> : null}
    </>
  )
}
