import { parseArgs, type ParseArgsConfig } from 'node:util'
import { plans, type Plan } from '../../src-shared/settings'
import { readCutting, type Cutting } from './cutting/arguments'
import { UsageError } from './exit'

/** What `run` and `resume` have in common. Null: as the app's settings say. */
export interface QueueOptions {
  endpoint: string | null
  profile: string | null
  library: string | null
  plan: Plan | null
  budgetCredits: number | null
  /** What has no stated price is sent all the same. */
  allowsUnknownPrice: boolean
  json: boolean
  sandbox: boolean
}

/** Null: as the app's settings say. */
export interface LibraryOptions {
  profile: string | null
  library: string | null
  json: boolean
}

export type Command =
  | { verb: 'help'; of: string | null }
  | { verb: 'version' }
  | { verb: 'run'; file: string; options: QueueOptions }
  | { verb: 'resume'; options: QueueOptions }
  | { verb: 'trim' | 'join'; cutting: Cutting }
  | { verb: 'rebuild'; options: LibraryOptions }

const flags = {
  endpoint: { type: 'string' },
  profile: { type: 'string' },
  library: { type: 'string' },
  plan: { type: 'string' },
  budget: { type: 'string' },
  'allow-unknown-price': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  sandbox: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** @throws UsageError */
export function readArguments(args: readonly string[]): Command {
  const [verb, ...rest] = args
  switch (verb) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return { verb: 'help', of: verb === 'help' ? (rest[0] ?? null) : null }
    case '--version':
    case '-v':
      return { verb: 'version' }
    case 'run':
    case 'resume':
      return readQueueCommand(verb, rest)
    case 'trim':
    case 'join': {
      const cutting = readCutting(verb, rest)
      return cutting === null ? { verb: 'help', of: verb } : { verb, cutting }
    }
    case 'rebuild':
      return readLibraryCommand(rest)
    default:
      throw new UsageError(`There is no command "${verb}". Commands: run, resume, trim, join, rebuild.`)
  }
}

function readQueueCommand(verb: 'run' | 'resume', args: string[]): Command {
  const { values, positionals } = parsed(args, flags)
  if (values.help) return { verb: 'help', of: verb }
  const options: QueueOptions = {
    endpoint: values.endpoint === undefined ? null : readEndpoint(values.endpoint),
    profile: folder('--profile', values.profile),
    library: folder('--library', values.library),
    plan: values.plan === undefined ? null : readPlan(values.plan),
    budgetCredits: values.budget === undefined ? null : readBudget(values.budget),
    allowsUnknownPrice: values['allow-unknown-price'],
    json: values.json,
    sandbox: values.sandbox,
  }
  if (options.sandbox && options.endpoint !== null) throw new UsageError('--sandbox has an endpoint of its own: leave out --endpoint.')
  if (verb === 'resume') {
    if (positionals.length > 0) throw new UsageError(`resume takes no file ("${positionals[0]}"): it goes on with the jobs that are in the queue.`)
    return { verb, options }
  }
  const [file, ...more] = positionals
  if (file === undefined) throw new UsageError('run needs a FILE: JSON, JSON Lines or CSV.')
  if (more.length > 0) throw new UsageError(`run takes one FILE; "${more[0]}" is one too many.`)
  return { verb, file, options }
}

function readLibraryCommand(args: string[]): Command {
  const { profile, library, json, help } = flags
  const { values, positionals } = parsed(args, { profile, library, json, help })
  if (values.help) return { verb: 'help', of: 'rebuild' }
  if (positionals.length > 0) throw new UsageError(`rebuild takes no file ("${positionals[0]}"): name the library folder with --library.`)
  return { verb: 'rebuild', options: { profile: folder('--profile', values.profile), library: folder('--library', values.library), json: values.json } }
}

function parsed<Flags extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Flags) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function folder(flag: string, value: string | undefined): string | null {
  if (value === '') throw new UsageError(`${flag} needs a folder.`)
  return value ?? null
}

function readEndpoint(value: string): string {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) throw new UsageError(`--endpoint "${value}" is not an http or https address.`)
  return value
}

function readPlan(value: string): Plan {
  const plan = plans.find((name) => name === value.toLowerCase())
  if (plan === undefined) throw new UsageError(`--plan "${value}" is not one of ${plans.join(', ')}.`)
  return plan
}

function readBudget(value: string): number {
  const credits = Number(value)
  if (value.trim() === '' || !Number.isFinite(credits) || credits < 0) throw new UsageError(`--budget "${value}" is not a number of credits.`)
  return credits
}
