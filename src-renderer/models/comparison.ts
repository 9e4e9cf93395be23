import { capabilities, type Provider } from '../../src-shared/provider'

/** What one line of the comparison is about; the texts are made where it is shown. */
export type Aspect = { kind: 'price' | 'time' | 'makes' | 'features' | 'limits' } | { kind: 'option'; name: string }

export interface ComparisonLine {
  aspect: Aspect
  /** One of each model, in their order; null: it says nothing, or does not have it. */
  values: (string | number | string[] | null)[]
  differs: boolean
}

/** What models say, line by line, with the lines marked in which they differ. */
export function comparison(providers: readonly Provider[]): ComparisonLine[] {
  const optionNames = [...new Set(providers.flatMap((provider) => provider.options.map((option) => option.name)))]
  const lines: { aspect: Aspect; read: (provider: Provider) => ComparisonLine['values'][number] }[] = [
    { aspect: { kind: 'price' }, read: (provider) => provider.creditCost },
    { aspect: { kind: 'time' }, read: (provider) => provider.estimatedSeconds },
    { aspect: { kind: 'makes' }, read: (provider) => capabilities(provider) },
    { aspect: { kind: 'features' }, read: (provider) => provider.features },
    ...optionNames.map((name) => ({
      aspect: { kind: 'option', name } as const,
      read: (provider: Provider) => {
        const option = provider.options.find((candidate) => candidate.name === name)
        return option === undefined ? null : option.allowedValues.length > 0 ? option.allowedValues : option.type
      },
    })),
    { aspect: { kind: 'limits' }, read: (provider) => provider.limitations },
  ]
  return lines
    .map(({ aspect, read }) => {
      const values = providers.map(read)
      const written = new Set(values.map((value) => JSON.stringify(value)))
      return { aspect, values, differs: written.size > 1 }
    })
    .filter(({ values }) => values.some((value) => value !== null && !(Array.isArray(value) && value.length === 0)))
}
