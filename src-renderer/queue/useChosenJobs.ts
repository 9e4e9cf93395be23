import {
  Ban, Copy, CopyPlus, CornerDownLeft, Dices, ImageIcon, ListEnd, ListStart, MoveDown, MoveUp, Pencil, Play, RotateCcw, ShieldQuestion, SlidersHorizontal,
  UserRoundCheck, X, type LucideIcon,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job, JobId } from '../../src-shared/job'
import { useShortcut } from '../shell'
import type { MenuEntry } from '../ui'
import { actionsFor, type AccountInUse, type JobAction } from './actions'
import { useJobActions } from './useJobActions'
import { useAccountInUse } from './useAccountInUse'
import { usePauses } from './usePauses'
import { useQueue } from './useQueue'
import { useQueueView } from './useQueueView'

export const actionIcons: Record<JobAction, LucideIcon> = {
  open: ImageIcon, adopt: UserRoundCheck, 'ask-again': ShieldQuestion, 'start-new': Play, retry: RotateCcw, 'retry-new-seed': Dices, cancel: Ban, 'move-front': ListStart,
  'move-up': MoveUp, 'move-down': MoveDown, 'move-back': ListEnd, edit: Pencil, duplicate: CopyPlus, terms: SlidersHorizontal, template: CornerDownLeft, 'copy-details': Copy, clear: X,
}
/** A line stands above these in a menu. */
const groupStarts = new Set<JobAction>(['cancel', 'move-front', 'edit', 'clear'])

interface Chosen {
  jobs: Job[]
  actions: Map<JobAction, JobId[]>
}

let last: { ids: ReadonlySet<JobId>; all: ReadonlyMap<JobId, Job>; account: AccountInUse | null; chosen: Chosen } | null = null

/** Worked out once for each choice, however many views ask: ten thousand may be chosen. */
function chosenOf(ids: ReadonlySet<JobId>, all: ReadonlyMap<JobId, Job>, account: AccountInUse | null): Chosen {
  if (last?.ids === ids && last.all === all && last.account === account) return last.chosen
  const jobs = [...ids].flatMap((id) => all.get(id) ?? [])
  const chosen = { jobs, actions: actionsFor(jobs, account) }
  last = { ids, all, account, chosen }
  return chosen
}

/** The chosen jobs and what can be done with them. */
export function useChosenJobs(): Chosen & { entries: MenuEntry[] } {
  const { t } = useTranslation()
  const all = useQueue((queue) => queue.jobs)
  const ids = useQueueView((view) => view.selection.ids)
  const { run } = useJobActions()
  const shortcuts: Partial<Record<JobAction, string | null>> = {
    cancel: useShortcut('queue.cancel'),
    retry: useShortcut('queue.retry'),
    'move-up': useShortcut('queue.moveUp'),
    'move-down': useShortcut('queue.moveDown'),
    'move-front': useShortcut('queue.moveFirst'),
    'move-back': useShortcut('queue.moveLast'),
  }
  const account = useAccountInUse()
  const { entriesFor } = usePauses()
  const { jobs, actions } = chosenOf(ids, all, account)
  const entries = [...actions].flatMap(([action, able], index): MenuEntry[] => {
    const counted = able.length < jobs.length ? ` (${able.length})` : ''
    const entry: MenuEntry = {
      label: t(`queue.action.${action}`) + counted,
      icon: actionIcons[action],
      shortcut: shortcuts[action],
      danger: action === 'cancel',
      onSelect: () => run(action, able),
    }
    return index > 0 && groupStarts.has(action) ? ['separator', entry] : [entry]
  })
  return { jobs, actions, entries: [...entries, ...entriesFor(jobs)] }
}
