/** A waiting job whose turn it is, and what the decision may need to know of money. */
export interface StartQuestion {
  jobId: string
  batchId: string
  /** `TYPE/id` of the provider asked for. */
  providerKey: string
  /** Of practice mode, where nothing is really paid. */
  sandbox: boolean
  /** Null: nobody stated a price. */
  estimatedCredits: number | null
  /**
   * Credits of everything sent since then (epoch milliseconds) on the job's account: what was charged, and the estimates of what still runs.
   * Exact at the moment of asking.
   */
  committedCredits(since: number): number
}

/**
 * `no` leaves the job waiting and all of its provider behind it; `skip` leaves it alone waiting; `held` holds it for the user, because its
 * price is not known.
 */
export type StartVerdict = 'yes' | 'no' | 'skip' | 'held'

/**
 * Asked before a job is sent for the first time, or anew after it is proven that it was not executed; never before a request is repeated
 * whose end is open. Pure and quick: asked often, and again in the transaction that commits the sending.
 */
export type MayStart = (question: StartQuestion) => StartVerdict

/** All of them must agree; the first that does not says how. */
export function allAgree(...rules: readonly (MayStart | undefined)[]): MayStart {
  return (question) => {
    for (const rule of rules) {
      const verdict = rule?.(question) ?? 'yes'
      if (verdict !== 'yes') return verdict
    }
    return 'yes'
  }
}
