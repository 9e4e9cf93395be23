import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Popover, useFormat, useNow } from '../ui'
import { ScheduleForm } from './ScheduleForm'
import { useNight } from './useNight'
import { scheduleWords } from './words'

/** When jobs are sent, in a word, and the hours behind it. */
export function ScheduleButton() {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const now = useNow(60_000)
  const plan = useNight((night) => night.state?.plan ?? null)
  return (
    <Popover
      label={t('night.label')}
      align="end"
      width={320}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button icon={CalendarClock}>{plan === null ? t('night.schedule') : scheduleWords(t, format, plan.schedule, now)}</Button>}
    >
      {plan === null ? null : <ScheduleForm plan={plan} onDone={() => setOpen(false)} />}
    </Popover>
  )
}
