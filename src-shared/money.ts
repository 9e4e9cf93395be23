import { z } from 'zod'

/** By how much a job may cost more than estimated before its batch pauses; the larger of the two counts, both null: it never pauses for that. */
export const costToleranceSchema = z.strictObject({
  percent: z.number().min(0).max(10_000).nullable(),
  credits: z.number().min(0).max(1_000_000).nullable(),
})
export type CostTolerance = z.infer<typeof costToleranceSchema>

/**
 * Off until the user sets one: the API states one price a model, whatever its options, so that a longer or larger result rightly costs more than
 * the estimate, and a night should not stop at its first job for that.
 */
export const noTolerance: CostTolerance = { percent: null, credits: null }
