import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { jobRequestSchema, optionValueSchema, type JobRequest, type OptionValue } from '../../src-shared/job'
import { mostJobs } from '../../src-shared/matrix'
import { generationTypes, type GenerationType, type Provider } from '../../src-shared/provider'
import { checkOption, guessed, listed } from './options'
import type { RowProblemCode } from '../../src-shared/table'
import type { Problem } from './problem'
import type { Field, Row } from './row'

/** What a row asks for. References on this machine are paths until the whole file is known to be good. */
export interface PlannedRow {
  line: number
  request: JobRequest
  files: PlannedFile[]
  provider: Provider | null
  count: number
}

export interface PlannedFile {
  input: string
  path: string
  line: number
  /** Its place among the row's references. */
  index: number
}

export interface Offer {
  /** What the account can generate with; null where the endpoint has no list of models, and nothing can be checked against it. */
  providers: readonly Provider[] | null
  /** References are looked for from here; null: there are no files to look for. */
  folder: string | null
  /** Whether a path may be read; left out: any may, because the user wrote it. */
  mayRead?: (path: string) => boolean
}

/** Stands where the hash will, once the file is kept. */
const notKeptYet = '0'.repeat(64)
const references = ['image', 'endImage', 'video', 'audio'] as const
const known = ['type', 'prompt', 'provider', 'priority', 'count', ...references] as const
type Known = (typeof known)[number]

/** What a row means, or everything that is wrong with it. */
export function planRow(row: Row, offer: Offer): { planned: PlannedRow | null; problems: Problem[] } {
  const problems: Problem[] = []
  const complain: Complain = (field, code, message) =>
    void problems.push(typeof field === 'string' ? { line: row.line, field, code, message } : { line: field.line, field: field.name, code, message })
  const { single, several, others } = sorted(row, complain)
  const text = (name: Known): string => {
    const field = single.get(name)
    if (field === undefined) return ''
    if (typeof field.value === 'string') return field.value.trim()
    complain(field, 'not-text', 'must be text')
    return ''
  }
  const type = typeOf(text('type'), single.get('type'), complain)
  const provider = type === null ? null : providerOf(text('provider'), type, offer, (message) => complain(single.get('provider') ?? 'provider', 'no-such-model', message))
  const providerName = text('provider')
  const files: PlannedFile[] = []
  const request: JobRequest = {
    type: type ?? 'IMAGE',
    provider: providerName === '' ? null : providerName,
    prompt: text('prompt'),
    inputs: {},
    references: several.flatMap((field, index) => reference(field, index, offer, files, complain)),
    options: {},
    priority: text('priority') || null,
  }
  if (request.prompt === '' && several.length === 0) complain(single.get('prompt') ?? 'prompt', 'required', 'is required')
  if (request.prompt.length > 100_000) complain(single.get('prompt') ?? 'prompt', 'too-long', 'is longer than 100,000 characters')
  if ((request.priority?.length ?? 0) > 64) complain(single.get('priority') ?? 'priority', 'too-long', 'is too long')
  if (several.length > 32) complain('image', 'too-many-references', 'At most 32 references a job')
  const isKnownModel = type !== null && (request.provider === null || provider !== null || offer.providers === null)
  if (isKnownModel) fillOptions({ request, type, provider, others, offer, complain })
  const count = countOf(single.get('count'), complain)
  if (problems.length === 0) {
    for (const issue of jobRequestSchema.safeParse(request).error?.issues ?? []) complain(String(issue.path[1] ?? issue.path[0] ?? 'job'), 'invalid', issue.message)
  }
  return { planned: problems.length > 0 ? null : { line: row.line, request, files, provider, count }, problems }
}

type Complain = (field: Field | string, code: RowProblemCode, message: string) => void

/** Which field is what. Names are compared without case, because people write headers by hand. */
function sorted(row: Row, complain: Complain) {
  const single = new Map<Known, Field>()
  const several: Field[] = []
  const others: Field[] = []
  const seen = new Set<string>()
  for (const field of row.fields) {
    const name = known.find((one) => one.toLowerCase() === field.name.toLowerCase())
    if (references.some((one) => one === name)) several.push({ ...field, name: name as string })
    else if (seen.has(field.name.toLowerCase())) complain(field, 'given-twice', 'is given twice')
    else if (name === undefined) others.push(field)
    else single.set(name, { ...field, name })
    seen.add(field.name.toLowerCase())
  }
  return { single, several, others }
}

function typeOf(given: string, field: Field | undefined, complain: Complain): GenerationType | null {
  const type = generationTypes.find((one) => one === given.toUpperCase()) ?? null
  if (type === null) complain(field ?? 'type', given === '' ? 'required' : 'no-such-type', given === '' ? `is required; one of ${generationTypes.join(', ')}` : `${JSON.stringify(given)} is not one of ${generationTypes.join(', ')}`)
  return type
}

/** Null as well when the API is to choose, or when nothing is known of any model. */
function providerOf(id: string, type: GenerationType, { providers }: Offer, complain: (message: string) => void): Provider | null {
  if (id === '' || providers === null) return null
  const provider = providers.find((one) => one.type === type && one.id === id) ?? null
  if (provider !== null) return provider
  const elsewhere = providers.filter((one) => one.id === id).map((one) => one.type)
  const ofType = providers.filter((one) => one.type === type).map((one) => one.id)
  complain(
    elsewhere.length > 0
      ? `${JSON.stringify(id)} makes ${elsewhere.join(' and ')}, not ${type}`
      : `there is no model ${JSON.stringify(id)} for ${type}; there are ${listed(ofType)}`,
  )
  return null
}

function countOf(field: Field | undefined, complain: Complain): number {
  if (field === undefined) return 1
  const count = typeof field.value === 'string' && field.value.trim() !== '' ? Number(field.value) : field.value
  if (typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= mostJobs) return count
  complain(field, 'bad-count', `${JSON.stringify(field.value)} is not a whole number from 1 to ${mostJobs}`)
  return 1
}

function reference(field: Field, index: number, { folder, mayRead }: Offer, files: PlannedFile[], complain: Complain): JobRequest['references'] {
  const { value, line } = field
  const input = field.name
  if (typeof value !== 'string' || value.trim() === '') {
    complain(field, 'bad-reference', 'must be a path or an https address')
    return []
  }
  const given = value.trim()
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(given)) {
    if (!/^https:/i.test(given) || !URL.canParse(given) || given.length > 2_048) complain(field, 'bad-reference', 'only a path or an https address can be a reference')
    return [{ input, source: { kind: 'address', url: given } }]
  }
  const path = resolve(folder ?? '', given)
  if (folder === null || mayRead?.(given) === false || !statSync(path, { throwIfNoEntry: false })?.isFile()) complain(field, 'no-such-file', `there is no file ${given}`)
  files.push({ input, path, line, index })
  return [{ input, source: { kind: 'kept', hash: notKeptYet } }]
}

interface Filling {
  request: JobRequest
  type: GenerationType
  provider: Provider | null
  others: readonly Field[]
  offer: Offer
  complain: Complain
}

/** Options by their name, typed as the model describes them; `options.` and `inputs.` before a name say which of the two is meant. */
function fillOptions({ request, type, provider, others, offer, complain }: Filling): void {
  const candidates = provider !== null ? [provider] : (offer.providers ?? []).filter((one) => one.type === type)
  const named = (name: string) => candidates.flatMap(({ options }) => options.filter((one) => one.name.toLowerCase() === name.toLowerCase()))
  for (const field of others) {
    const [, group, name] = /^(?:(options|inputs)\.)?(.*)$/is.exec(field.name) as RegExpExecArray
    const optionName = name as string
    const options = named(optionName)
    if (group?.toLowerCase() === 'inputs' || (group === undefined && options.length === 0 && optionName.toLowerCase() === 'voice')) {
      if (typeof field.value === 'string') request.inputs[optionName] = field.value.trim()
      else complain(field, 'not-text', 'must be text')
      continue
    }
    const given = optionValueSchema.safeParse(typeof field.value === 'string' ? field.value.trim() : field.value)
    if (!given.success) complain(field, 'invalid', 'must be text, a number, true or false, or a list of texts')
    else if (offer.providers === null) request.options[optionName] = guessed(given.data)
    else if (options.length === 0) complain(field, 'unknown-option', unknownOption(type, provider, candidates))
    else {
      const checks = options.map((option) => ({ name: option.name, ...checkOption(option, given.data) }))
      // Where the API chooses, it is enough that one model takes it.
      const good = checks.find((check) => 'value' in check)
      if (good !== undefined) request.options[good.name] = good.value
      else for (const check of checks.slice(0, 1)) if ('code' in check) complain(field, check.code, check.message)
    }
  }
  for (const option of provider?.options ?? []) {
    if (option.required && !isGiven(request.options[option.name]) && !others.some((field) => isNamed(field, option.name))) complain(option.name, 'required', 'is required')
  }
}

const isGiven = (value: OptionValue | undefined) => value !== undefined && value !== ''
const isNamed = (field: Field, option: string) => field.name.toLowerCase().replace(/^options\./, '') === option.toLowerCase()

function unknownOption(type: GenerationType, provider: Provider | null, candidates: readonly Provider[]): string {
  if (provider === null) return `is no option of any model for ${type}`
  const names = candidates.flatMap(({ options }) => options.map((one) => one.name))
  return `is no option of ${provider.id}; it takes ${listed(names, 20) || 'none'}`
}
