import { parseArgs } from 'node:util'
import { isDialectName } from './dialects'
import type { SandboxOptions } from './server'
import type { PlanName, SettingsPatch } from './settings'

/** Reads the command line. Throws an Error that says which flag is wrong. */
export function readFlags(args: string[]): SandboxOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      state: { type: 'string' },
      dialect: { type: 'string' },
      plan: { type: 'string' },
      credits: { type: 'string' },
      'time-scale': { type: 'string' },
      ffmpeg: { type: 'string' },
      ffprobe: { type: 'string' },
      resources: { type: 'string' },
      key: { type: 'string', multiple: true },
      'accept-any-key': { type: 'boolean' },
      'control-token': { type: 'string' },
      workers: { type: 'string' },
      /** Any setting, as JSON. */
      settings: { type: 'string' },
    },
  })
  if (values.dialect !== undefined && !isDialectName(values.dialect)) throw new Error(`--dialect: there is no dialect ${values.dialect}`)
  const settings: SettingsPatch = values.settings === undefined ? {} : (JSON.parse(values.settings) as SettingsPatch)
  if (values.plan !== undefined) settings.plan = planOf(values.plan)
  if (values['time-scale'] !== undefined) settings.timeScale = numberOf('time-scale', values['time-scale'])
  if (values.key !== undefined) settings.keys = values.key
  if (values['accept-any-key'] === true) settings.acceptAnyKey = true
  return {
    settings,
    ...(values.port === undefined ? {} : { port: numberOf('port', values.port) }),
    ...(values.state === undefined ? {} : { state: values.state }),
    ...(values.dialect === undefined ? {} : { dialect: values.dialect }),
    ...(values.credits === undefined ? {} : { credits: numberOf('credits', values.credits) }),
    ...(values.ffmpeg === undefined ? {} : { ffmpeg: values.ffmpeg }),
    ...(values.ffprobe === undefined ? {} : { ffprobe: values.ffprobe }),
    ...(values.resources === undefined ? {} : { resources: values.resources }),
    ...(values['control-token'] === undefined ? {} : { controlToken: values['control-token'] }),
    ...(values.workers === undefined ? {} : { workers: numberOf('workers', values.workers) }),
  }
}

function numberOf(flag: string, text: string): number {
  const value = Number(text)
  if (text === '' || !Number.isFinite(value) || value < 0) throw new Error(`--${flag}: expected a number, not "${text}"`)
  return value
}

function planOf(name: string): PlanName {
  if (name === 'free' || name === 'starter' || name === 'pro' || name === 'enterprise') return name
  throw new Error(`--plan: there is no plan ${name}`)
}
