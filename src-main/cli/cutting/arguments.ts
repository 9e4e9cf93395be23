import { parseArgs } from 'node:util'
import { cuts, type Cut } from '../../../src-shared/trim'
import { UsageError } from '../exit'

/** What `trim` and `join` were asked for. Paths as they were typed. */
export interface Cutting {
  verb: 'trim' | 'join'
  parts: { path: string; inSeconds: number | null; outSeconds: number | null }[]
  cut: Cut
  outPath: string
  json: boolean
  keepMetadata: boolean
}

const flags = {
  from: { type: 'string' },
  to: { type: 'string' },
  cut: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
  'strip-metadata': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** @throws UsageError. Null: help was asked for. */
export function readCutting(verb: 'trim' | 'join', args: readonly string[]): Cutting | null {
  const { values, positionals } = parsed(args)
  if (values.help) return null
  const paths = readPaths(verb, positionals)
  if (values.out === undefined || values.out === '') throw new UsageError(`${verb} needs --out FILE.`)
  if (verb === 'join' && (values.from !== undefined || values.to !== undefined)) throw new UsageError('join takes whole files: cut them by trim first.')
  const inSeconds = values.from === undefined ? null : readTime('--from', values.from)
  const outSeconds = values.to === undefined ? null : readTime('--to', values.to)
  if (outSeconds !== null && (inSeconds ?? 0) >= outSeconds) throw new UsageError(`--from ${values.from ?? '0'} is not before --to ${values.to}.`)
  return {
    verb,
    parts: paths.map((path) => ({ path, inSeconds, outSeconds })),
    cut: readCut(values.cut ?? 'smart'),
    outPath: values.out,
    json: values.json,
    keepMetadata: !values['strip-metadata'],
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function readPaths(verb: 'trim' | 'join', positionals: readonly string[]): readonly string[] {
  if (positionals.some((path) => path === '')) throw new UsageError(`${verb} was given an empty name.`)
  if (verb === 'join' && positionals.length < 2) throw new UsageError('join needs two files or more.')
  if (verb === 'trim' && positionals.length === 0) throw new UsageError('trim needs a file.')
  if (verb === 'trim' && positionals.length > 1) throw new UsageError(`trim takes one file; "${positionals[1]}" is one too many.`)
  return positionals
}

function readCut(value: string): Cut {
  const cut = cuts.find((known) => known === value)
  if (cut === undefined) throw new UsageError(`--cut "${value}" is not one of ${cuts.join(', ')}.`)
  return cut
}

/** Seconds, or `[hours:]minutes:seconds`. */
function readTime(flag: string, value: string): number {
  const match = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d+)?)$/.exec(value)
  const [, hours = '0', minutes = '0', seconds = ''] = match ?? []
  const total = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
  if (match === null || !(total <= 1e6)) throw new UsageError(`${flag} "${value}" is not a time: write seconds (61.5) or 00:01:01.5.`)
  return total
}
