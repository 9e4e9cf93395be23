import { allAgree } from '../../../src-main/mayStart'
import { openNight, type Night } from '../../../src-main/night'
import { openSpending } from '../../../src-main/spending'
import type { NightReport } from '../../../src-shared/night'
import type { RuleParts, Rules } from '../../faults/simulated/app'

export interface NightRules extends Rules {
  night: Night
  spending: ReturnType<typeof openSpending>
}

/** What is watched over all runs of the app in one night. */
export interface Watch {
  ended: NightReport[]
  /** The most by which what was spent, reserved and about to be sent ever exceeded the night's cap. */
  worstExcess: number
}

/** Caps and hours joined to each other and to the queue, as the studio does it. */
export function openNightRules({ database, accounts, clock, wakeQueue }: RuleParts, watch: Watch): NightRules {
  const spending = openSpending({
    database, accounts,
    announce: () => {},
    nightSince: (setAt) => night.since(setAt),
    nightUntil: () => night.until(),
    termsChanged() {
      wakeQueue()
      night.look()
    },
  })
  const night = openNight({
    database, accounts, clock, wakeQueue,
    announce: () => {},
    sums: spending.sums,
    isBudgetUsedUp: spending.isStopped,
    capSetAt: spending.nightCapSetAt,
    ended: (report) => void watch.ended.push(report),
  })
  const agreed = allAgree(night.mayStart, spending.mayStart)
  return {
    night, spending,
    mayStart(question) {
      const verdict = agreed(question)
      const cap = spending.state().caps.find(({ scope }) => scope === 'night')
      if (verdict === 'yes' && cap) watch.worstExcess = Math.max(watch.worstExcess, cap.spent + cap.reserved + (question.estimatedCredits ?? 0) - cap.credits)
      return verdict
    },
    closedBatches: () => [...night.closedBatches(), ...spending.closedBatches()],
    refused: night.noteRefused,
    changed: night.look,
    close() {
      night.close()
      spending.close()
    },
  }
}
