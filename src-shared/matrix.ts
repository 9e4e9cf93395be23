import { z } from 'zod'
import { jobRequestSchema, optionValueSchema, referenceInputSchema, type JobAxes, type JobRequest, type OptionValue } from './job'
import { fieldOf, fitted, problemWith, type OptionProblem } from './option'
import { generationTypes, type Provider } from './provider'
import { seedFieldOf, seedsFor } from './seed'

/** As many jobs go into the queue at once. */
export const mostJobs = 10_000

export const promptSourceSchema = z.strictObject({
  /** In the prompt language. */
  text: z.string().max(100_000),
  /** Every combination, or so many at random. */
  mode: z.enum(['every', 'random']).default('every'),
  count: z.number().int().min(1).max(mostJobs).default(1),
  seed: z.number().int().min(0).max(4_294_967_295).default(0),
})

/** Several values of one option, one after the other. */
export const sweepSchema = z.strictObject({ name: z.string().min(1).max(200), values: z.array(optionValueSchema).min(1).max(100) })
export type Sweep = z.infer<typeof sweepSchema>

/** Prompts x models x values x seeds, in few words: what they multiply to is worked out where it is enqueued. */
export const matrixSchema = z.strictObject({
  type: z.enum(generationTypes),
  prompt: promptSourceSchema,
  /** Ids; null: the API chooses. */
  models: z.array(z.string().min(1).max(200).nullable()).min(1).max(40),
  priority: z.string().max(64).nullable().default(null),
  inputs: jobRequestSchema.shape.inputs,
  references: z.array(referenceInputSchema).max(32).default([]),
  options: jobRequestSchema.shape.options,
  sweeps: z.array(sweepSchema).max(8).default([]),
  /** How many of each; they differ by their seed where the model takes one. */
  copies: z.number().int().min(1).max(1_000).default(1),
})
export type Matrix = z.infer<typeof matrixSchema>

/** What one model gets of a matrix: only what it takes. */
export interface MatrixModel {
  id: string | null
  /** Null: the API chooses, or it is not known what the model takes. */
  provider: Provider | null
  options: Record<string, OptionValue>
  sweeps: Sweep[]
  /** Options that are set and that this model does not take, or not with that value. */
  dropped: string[]
  problems: { name: string; problem: OptionProblem }[]
  /** Jobs for each prompt. */
  perPrompt: number
}

const isSet = (value: OptionValue) => value !== '' && !(Array.isArray(value) && value.length === 0)

/**
 * What each model of a matrix gets. An option that one of them describes goes to those that take it; one that nobody describes goes to
 * all as it is. A model alone gets everything: whether it may be sent is for the user to mend.
 */
export function modelsOf(matrix: Matrix, find: (id: string | null) => Provider | null): MatrixModel[] {
  const providers = matrix.models.map((id) => ({ id, provider: id === null ? null : find(id) }))
  const described = new Set(providers.flatMap(({ provider }) => provider?.options.map(({ name }) => name) ?? []))
  const alone = providers.length === 1
  return providers.map(({ id, provider }): MatrixModel => {
    const fields = new Map((provider?.options ?? []).map((option) => [option.name, fieldOf(option)]))
    const dropped = new Set<string>()
    const taken = (name: string, value: OptionValue): OptionValue | null => {
      const field = fields.get(name)
      if (field === undefined) return alone || !described.has(name) ? value : null
      const fit = fitted(field, value)
      return alone || problemWith(field, fit) === null ? fit : null
    }
    const swept = new Set(matrix.sweeps.map(({ name }) => name))
    const options: Record<string, OptionValue> = {}
    for (const [name, value] of Object.entries(matrix.options)) {
      if (!isSet(value) || swept.has(name)) continue
      const fit = taken(name, value)
      if (fit === null) dropped.add(name)
      else options[name] = fit
    }
    const sweeps = matrix.sweeps.flatMap(({ name, values }): Sweep[] => {
      const fits = values.flatMap((value) => taken(name, value) ?? [])
      if (fits.length < values.length) dropped.add(name)
      return fits.length === 0 ? [] : [{ name, values: fits }]
    })
    const problems = [...fields].flatMap(([name, field]) => {
      const values = sweeps.find((sweep) => sweep.name === name)?.values ?? [options[name]]
      const problem = values.map((value) => problemWith(field, value)).find((one) => one !== null)
      return problem ? [{ name, problem }] : []
    })
    const perPrompt = sweeps.reduce((product, { values }) => product * values.length, matrix.copies)
    return { id, provider, options, sweeps, dropped: [...dropped], problems, perPrompt }
  })
}

/** How many jobs so many prompts make. */
export function jobsIn(models: readonly Pick<MatrixModel, 'perPrompt'>[], prompts: number): number {
  return prompts === 0 ? 0 : models.reduce((sum, { perPrompt }) => sum + perPrompt, 0) * prompts
}

export interface MatrixJob {
  request: JobRequest
  axes: JobAxes
}

/**
 * The jobs, prompt by prompt. The same seeds are used in every cell, so that cells can be compared; one of each without a seed gets
 * none: the server draws it.
 */
export function* jobsOfMatrix(matrix: Matrix, models: readonly MatrixModel[], prompts: readonly string[], random: () => number): Generator<MatrixJob> {
  const drawn = sharedSeeds(matrix, models, random)
  const prepared = models.map((model) => ({ model, seeds: seedsOf(matrix, model, drawn, random), cells: cellsOf(model.sweeps) }))
  const inputs = Object.fromEntries(Object.entries(matrix.inputs).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])))
  for (const [prompt, text] of prompts.entries()) {
    for (const { model, seeds, cells } of prepared) {
      for (const cell of cells) {
        for (let copy = 0; copy < matrix.copies; copy++) {
          const seed = seeds?.values[copy]
          const options = { ...model.options, ...cell, ...(seeds && seed !== undefined && { [seeds.name]: seed }) }
          yield {
            request: { type: matrix.type, provider: model.id, prompt: text, inputs, references: matrix.references, options, priority: model.id === null ? matrix.priority : null },
            axes: { prompt, copy, options: cell },
          }
        }
      }
    }
  }
}

/** Seeds that every model takes, drawn once. */
function sharedSeeds({ copies }: Matrix, models: readonly MatrixModel[], random: () => number): number[] {
  const fields = models.flatMap(({ provider }) => seedFieldOf(provider) ?? [])
  const [first] = fields
  const range = { min: Math.max(...fields.map(({ min }) => min)), max: Math.min(...fields.map(({ max }) => max)) }
  return first === undefined || copies === 1 || range.max - range.min + 1 < copies ? [] : seedsFor({ ...first, ...range }, undefined, copies, random)
}

function seedsOf(matrix: Matrix, model: MatrixModel, drawn: readonly number[], random: () => number): { name: string; values: readonly number[] } | null {
  const { provider, options, sweeps } = model
  const field = seedFieldOf(provider)
  // A seed that is swept is its own axis: the copies of each are then the same question asked again.
  if (field === null || matrix.copies === 1 || sweeps.some(({ name }) => name === field.name)) return null
  const set = options[field.name]
  return { name: field.name, values: set === undefined && drawn.length > 0 ? drawn : seedsFor(field, set, matrix.copies, random) }
}

/** Every combination of the values; one empty one without any. */
function cellsOf(sweeps: readonly Sweep[]): Record<string, OptionValue>[] {
  return sweeps.reduce<Record<string, OptionValue>[]>(
    (cells, { name, values }) => cells.flatMap((cell) => values.map((value) => ({ ...cell, [name]: value }))),
    [{}],
  )
}
