import type { ProviderDefinition } from '../catalogue'
import type { Dialect } from '../dialects'
import { progressAt, statusAt, type Generation } from '../generation'
import type { SandboxSettings } from '../settings'

export interface ViewParts {
  settings: SandboxSettings
  resultUrl(generation: Generation): string | null
}

/** Status in the dialect's case. */
export function statusIn(dialect: Dialect, generation: Generation): string {
  const status = statusAt(generation, Date.now())
  return dialect.status === 'upper' ? status : status.toLowerCase()
}

/** A generation as the API tells it. */
export function generationView(generation: Generation, parts: ViewParts): Record<string, unknown> {
  const { dialect } = parts.settings
  const { final } = generation
  const error = final?.error ?? null
  return {
    id: generation.id,
    status: statusIn(dialect, generation),
    type: generation.type,
    provider: generation.provider,
    url: parts.resultUrl(generation),
    metadata: metadataView(generation, dialect),
    creditCost: generation.creditCost,
    estimatedTime: generation.estimatedSeconds,
    progress: progressAt(generation, Date.now()),
    error: dialect.error === 'object' ? error : (error?.message ?? null),
    errorCode: error?.code ?? null,
    createdAt: new Date(generation.createdAtMs).toISOString(),
    completedAt: final ? new Date(final.atMs).toISOString() : null,
  }
}

function metadataView(generation: Generation, dialect: Dialect): Record<string, unknown> | null {
  const file = generation.final?.file
  if (!file) return null
  const { width, height, durationSeconds, format } = file
  switch (dialect.metadata) {
    case 'json':
      return { width, height, duration: durationSeconds, format, seed: generation.media.seed, sizeBytes: file.sizeBytes }
    case 'size':
      return { width, height, duration: durationSeconds, format }
    case 'resolution':
      return { duration: durationSeconds, resolution: width === null ? null : `${width}x${height}` }
  }
}

/** A provider as the API tells it. */
export function providerView(provider: ProviderDefinition, settings: SandboxSettings): Record<string, unknown> {
  const { creditCost, listed, estimatedSeconds } = provider.pricing
  // Told in the sandbox's own time, so that what an app counts down is true.
  const estimatedTime = Math.max(1, Math.round(estimatedSeconds * settings.timeScale))
  return { ...provider, pricing: { creditCost: listed ? creditCost : null, estimatedTime } }
}
