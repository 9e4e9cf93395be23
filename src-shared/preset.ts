import { z } from 'zod'
import { matrixSchema } from './matrix'

export const presetNameSchema = z.string().trim().min(1).max(200)

/** What was written in Create, under a name. */
export const presetSchema = z.strictObject({ id: z.string().max(64), name: presetNameSchema, matrix: matrixSchema, createdAt: z.number() })
export type Preset = z.infer<typeof presetSchema>
