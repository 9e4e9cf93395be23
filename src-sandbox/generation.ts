import type { GenerationType } from './catalogue'
import type { FileFacts, MediaRequest } from './media'

export type FinalStatus = 'COMPLETED' | 'FAILED' | 'CANCELED'

export interface Generation {
  id: string
  type: GenerationType
  provider: string
  prompt: string
  media: MediaRequest
  createdAtMs: number
  /** When it may be reported as completed, provided its file is made. */
  readyAtMs: number
  estimatedSeconds: number
  creditCost: number
  webhookUrl: string | null
  /** What will come of it: null, or the error it ends in. */
  fate: { code: string; message: string } | null
  final: { status: FinalStatus; atMs: number; error: { code: string; message: string } | null; file: FileFacts | null } | null
}

/** PENDING, PROCESSING or the final status, at a moment. */
export function statusAt(generation: Generation, nowMs: number): 'PENDING' | 'PROCESSING' | FinalStatus {
  if (generation.final) return generation.final.status
  const elapsed = nowMs - generation.createdAtMs
  return elapsed < Math.min(1_500, (generation.readyAtMs - generation.createdAtMs) * 0.1) ? 'PENDING' : 'PROCESSING'
}

/** 0 to 100; 99 while only the file is missing. */
export function progressAt(generation: Generation, nowMs: number): number {
  if (generation.final?.status === 'COMPLETED') return 100
  const total = Math.max(1, generation.readyAtMs - generation.createdAtMs)
  const elapsed = (generation.final?.atMs ?? nowMs) - generation.createdAtMs
  return Math.max(0, Math.min(99, Math.floor((elapsed / total) * 100)))
}
