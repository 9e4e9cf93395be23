import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { generationTypes, type Provider } from '../../src-shared/provider'

const optionSchema = z.object({
  name: z.string(),
  type: z.string(),
  required: z.boolean().default(false),
  description: z.string().default(''),
  allowedValues: z.array(z.string()).default([]),
})

/** A provider as it is written to disk, by the app itself or before shipping. What is not known is null. */
export const providersSchema: z.ZodType<Provider[]> = z.array(
  z.object({
    id: z.string(),
    type: z.enum(generationTypes),
    name: z.string(),
    description: z.string().default(''),
    features: z.array(z.string()).default([]),
    limitations: z.array(z.string()).default([]),
    creditCost: z.number().nullable().default(null),
    estimatedSeconds: z.number().nullable().default(null),
    options: z.array(optionSchema).default([]),
  }),
)

/** The few models that the vendor's page names itself, without the prices and times it does not state. */
export function readShippedCatalogue(file: string): Provider[] {
  return providersSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}
