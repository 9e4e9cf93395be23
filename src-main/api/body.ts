import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../../src-shared/errors'
import type { JobRequest, ReferenceInput } from '../../src-shared/job'
import type { Dialect } from './dialect'
import { startDocument } from './documents'

/**
 * The exact body of a paid request in the form in which it is stored: its text, cut where a kept reference stands. Put together again it is
 * the same to the byte, whatever a later version of the app would write, and large references lie on disk once.
 */
export const canonicalBodySchema = z.array(z.union([z.string(), z.strictObject({ reference: z.string() })]))
export type CanonicalBody = z.infer<typeof canonicalBodySchema>

/** A body larger than this is not sent: it would not be taken, and it has to lie in memory. */
const maxBodyBytes = 300 * 1024 * 1024

/**
 * The body that asks for `request` in the endpoint's dialect.
 *
 * @param webhookUrl where the API is told to call when it is done; left out where the endpoint has no place for it.
 * @throws AppError `operation-missing` when the endpoint cannot do it, `invalid-input` when it has no place for a part of it.
 */
export function canonicalBody(request: JobRequest, dialect: Dialect, webhookUrl: string | null = null): CanonicalBody {
  const mark = new ReferenceMark(request)
  const input = dialect.start === 'generate' ? generateInput(request, dialect, mark, webhookUrl) : videoCreateInput(request)
  return mark.cut(JSON.stringify({ query: startDocument(dialect), variables: { input } }))
}

/**
 * The bytes that go out, and their hash.
 *
 * @param readReference gives the data URI of a kept reference.
 * @throws AppError `too-large`, or what `readReference` throws.
 */
export async function exactBody(
  canonical: CanonicalBody,
  readReference: (hash: string) => Promise<Uint8Array>,
): Promise<{ bytes: Uint8Array; sha256: string }> {
  const pieces: Uint8Array[] = []
  let size = 0
  for (const part of canonical) {
    const piece = typeof part === 'string' ? Buffer.from(part, 'utf8') : await readReference(part.reference)
    size += piece.byteLength
    if (size > maxBodyBytes) throw new AppError('too-large', 'The references are too large to be sent', { details: { limitBytes: maxBodyBytes } })
    pieces.push(piece)
  }
  const bytes = pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces)
  return { bytes, sha256: await sha256(bytes) }
}

const hashInPlaceBytes = 1024 * 1024

/** Large bodies are hashed beside the event loop. */
async function sha256(bytes: Uint8Array): Promise<string> {
  if (bytes.byteLength <= hashInPlaceBytes) return createHash('sha256').update(bytes).digest('hex')
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)).toString('hex')
}

function generateInput(request: JobRequest, dialect: Dialect, mark: ReferenceMark, webhookUrl: string | null): Record<string, unknown> {
  const inputs: Record<string, unknown> = { text: request.prompt, ...request.inputs }
  if (request.prompt === '' && Object.keys(request.inputs).length > 0) delete inputs['text']
  for (const [name, references] of byInput(request.references)) {
    const values = references.map((reference) => (reference.source.kind === 'address' ? reference.source.url : mark.stand(reference.source.hash)))
    inputs[name] = values.length === 1 ? values[0] : values
  }
  for (const name of Object.keys(inputs)) {
    if (dialect.nestedInputFields && !dialect.nestedInputFields.includes(name)) throw noPlaceFor(name)
  }
  const has = (name: string) => dialect.inputFields?.includes(name) ?? !dialect.missingInputFields.includes(name)
  const options = Object.keys(request.options).length > 0
  if (options && !has('options')) throw noPlaceFor('options')
  if (request.provider !== null && !has('provider')) throw noPlaceFor('provider')
  return {
    type: request.type,
    ...(request.provider !== null && { provider: request.provider }),
    input: inputs,
    ...(options && { options: request.options }),
    ...(request.priority !== null && has('priority') && { priority: request.priority }),
    ...(webhookUrl !== null && has('webhookUrl') && { webhookUrl }),
  }
}

/** The older call knows a prompt, a model and a duration. */
function videoCreateInput(request: JobRequest): Record<string, unknown> {
  if (request.type !== 'VIDEO' || request.references.length > 0) {
    throw new AppError('operation-missing', 'This endpoint only makes videos from text', { details: { operation: 'generate' } })
  }
  const duration = Number(request.options['duration'])
  return {
    prompt: request.prompt,
    ...(request.provider !== null && { model: request.provider }),
    ...(request.options['duration'] !== undefined && Number.isFinite(duration) && { duration }),
  }
}

function noPlaceFor(name: string): AppError {
  return new AppError('invalid-input', `The endpoint has no place for "${name}"`, { details: { option: name } })
}

function byInput(references: readonly ReferenceInput[]): Map<string, ReferenceInput[]> {
  const grouped = new Map<string, ReferenceInput[]>()
  for (const reference of references) grouped.set(reference.input, [...(grouped.get(reference.input) ?? []), reference])
  return grouped
}

/** Stands where a reference will, in a way that no prompt can imitate: it is chosen not to occur in the request. */
class ReferenceMark {
  private readonly word: string

  constructor(request: JobRequest) {
    const text = JSON.stringify(request)
    let word = 'reference'
    while (text.includes(`<${word}:`)) word += '-'
    this.word = word
  }

  stand(hash: string): string {
    return `<${this.word}:${hash}>`
  }

  cut(text: string): CanonicalBody {
    const parts = text.split(new RegExp(`<${this.word}:([0-9a-f]{64})>`))
    return parts.flatMap((part, index): CanonicalBody => (index % 2 === 1 ? [{ reference: part }] : part === '' ? [] : [part]))
  }
}
