import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { choosePayer } from '../../../../src-main/cli/account'
import { readArguments } from '../../../../src-main/cli/arguments'
import { follow } from '../../../../src-main/cli/follow'
import { openGate } from '../../../../src-main/cli/gate'
import { defaultLibrary, defaultProfile, type Machine } from '../../../../src-main/cli/places'
import { jobRecord } from '../../../../src-main/cli/report'
import { openSettingsFile, withOverrides } from '../../../../src-main/cli/settingsFile'
import { exitStatus } from '../../../../src-main/cli/summary'
import type { Batch, Job, QueueBlock, QueueState } from '../../../../src-shared/job'

const job = (patch: Partial<Job>): Job => ({
  id: 'a', batchId: 'b', accountId: 'c', sandbox: false, position: 1, status: 'queued', phase: null, heldReason: null, wait: null,
  request: { type: 'IMAGE', provider: 'lake', prompt: 'x', inputs: {}, references: [], options: {}, priority: null }, axes: null, usedProvider: null, attempt: 0,
  remoteId: null, estimatedCredits: 1, creditCost: null, estimatedSeconds: null, fraction: null, error: null, warnings: [], itemId: null,
  cancelRequested: false, canceledTooLate: false, createdAt: 0, startedAt: null, finishedAt: null, ...patch,
})
const stateWith = (block: QueueBlock | null) => ({ block, pausedProviders: [] as QueueState['pausedProviders'] }) as QueueState
const block = (reason: QueueBlock['reason'], since = 0): QueueBlock => ({ reason, since, until: null, error: null })

describe('what may be sent', () => {
  const question = (patch: Partial<Parameters<ReturnType<typeof openGate>['mayStart']>[0]> = {}) =>
    ({ jobId: 'a', batchId: 'b', providerKey: 'IMAGE/lake', sandbox: false, estimatedCredits: 2, committedCredits: () => 0, ...patch })

  it('sends nothing but the jobs of this run', () => {
    const gate = openGate({ budgetCredits: null, allowsUnknownPrice: false, since: 0, isScoped: true })
    expect(gate.mayStart(question())).toBe('no')
    gate.only(new Set(['a']))
    expect(gate.mayStart(question())).toBe('yes')
    expect(gate.mayStart(question({ jobId: 'other' }))).toBe('no')
    expect(openGate({ budgetCredits: null, allowsUnknownPrice: false, since: 0, isScoped: false }).mayStart(question({ estimatedCredits: null }))).toBe('yes')
  })

  it('fills a budget to the last credit and no further, and holds what has no price', () => {
    const gate = openGate({ budgetCredits: 10, allowsUnknownPrice: false, since: 5, isScoped: false })
    const committed = (credits: number) => ({ committedCredits: (since: number) => (since === 5 ? credits : Infinity) })
    expect(gate.mayStart(question(committed(8)))).toBe('yes')
    expect(gate.isBudgetUsedUp()).toBe(false)
    expect(gate.mayStart(question(committed(8.01)))).toBe('no')
    expect(gate.isBudgetUsedUp()).toBe(true)
    expect(gate.mayStart(question({ ...committed(0), estimatedCredits: null }))).toBe('held')
    expect(gate.mayStart(question({ ...committed(9.7 + 0.1), estimatedCredits: 0.2 }))).toBe('yes')
    expect(gate.isBudgetUsedUp()).toBe(false)
  })
})

describe('when it is over', () => {
  const ids = new Set(['a', 'z'])
  const ended = (jobs: Partial<Job>[], why: QueueBlock | null = null, isBudgetUsedUp = false, now = 0, batches: Batch[] = []) => {
    const following = follow(ids)
    following.note({ jobs: jobs.map((one, index) => job({ id: index === 0 ? 'a' : 'z', ...one })), batches, state: stateWith(why) })
    return following.end(isBudgetUsedUp, now)
  }
  const running: Partial<Job> = { status: 'running', phase: 'generating' }

  it.each<[string, Partial<Job>[], QueueBlock | null, boolean, ReturnType<typeof ended>]>([
    ['not before every job is known', [{ status: 'completed' }], null, false, null],
    ['when all are final or held', [{ status: 'failed' }, { status: 'held' }], null, false, { stopped: null }],
    ['not while one waits for its turn', [{ status: 'completed' }, {}], null, false, null],
    ['not while what was sent still runs', [running, {}], block('insufficient-credits'), true, null],
    ['for credits', [{ status: 'completed' }, {}], block('insufficient-credits'), false, { stopped: 'credits' }],
    ['for the budget', [{ status: 'completed' }, {}], null, true, { stopped: 'budget' }],
    ['not for what ends by itself', [{ status: 'completed' }, {}], block('offline'), false, null],
    ['for a key that is refused, even while jobs run', [running, {}], block('unauthorized'), false, { stopped: 'key' }],
    ['not before a transfer had its time', [{ status: 'running', phase: 'downloading' }, {}], block('unauthorized'), false, null],
  ])('%s', (_name, jobs, why, isBudgetUsedUp, expected) => {
    expect(ended(jobs, why, isBudgetUsedUp)).toEqual(expected)
  })

  it('when all that waits is paused until somebody looks at it', () => {
    const paused: Batch = {
      id: 'b', name: '', kind: 'list', accountId: 'c', createdAt: 0, costTolerance: null, pause: { reason: 'over-tolerance', since: 0, excess: null },
    }
    expect(ended([{ status: 'completed' }, {}], null, false, 0, [paused])).toEqual({ stopped: 'paused' })
    expect(ended([running, {}], null, false, 0, [paused])).toBeNull()
    expect(ended([{ status: 'completed' }, { batchId: 'another' }], null, false, 0, [paused])).toBeNull()
    expect(exitStatus({ held: 0, failed: 1, stopped: 'paused' })).toBe(5)
  })

  it('tells changes of its own jobs alone, in the order of the queue', () => {
    const following = follow(ids)
    const jobs = [job({ id: 'z', position: 2 }), job({ id: 'other', position: 0 }), job({ id: 'a', position: 1 })]
    expect(following.note({ jobs, batches: [], state: stateWith(null) }).map(({ id }) => id)).toEqual(['a', 'z'])
    expect(following.jobs()).toHaveLength(2)
  })

  it('says the first that applies by its exit status', () => {
    expect(exitStatus({ held: 1, failed: 1, stopped: 'credits' })).toBe(5)
    expect(exitStatus({ held: 0, failed: 1, stopped: 'budget' })).toBe(4)
    expect(exitStatus({ held: 0, failed: 1, stopped: 'key' })).toBe(1)
    expect(exitStatus({ held: 0, failed: 1, stopped: null })).toBe(3)
    expect(exitStatus({ held: 0, failed: 0, stopped: null })).toBe(0)
  })
})

describe('a change as one object', () => {
  it('holds what is known and nothing else', () => {
    const pathOf = (itemId: string) => `/library/${itemId}.png`
    expect(jobRecord(job({}), pathOf)).toEqual({ job: 'a', status: 'queued', provider: 'lake' })
    expect(jobRecord(job({ status: 'running', phase: 'generating', remoteId: 'r', creditCost: 2, usedProvider: 'sea' }), pathOf)).toEqual({
      job: 'a', status: 'running', phase: 'generating', remoteId: 'r', provider: 'sea', creditCost: 2,
    })
    expect(jobRecord(job({ status: 'completed', itemId: 'i' }), pathOf)).toMatchObject({ path: '/library/i.png' })
    expect(jobRecord(job({ status: 'held', heldReason: 'price-unknown' }), pathOf)).toMatchObject({ error: { code: 'price-unknown' } })
    expect(jobRecord(job({ status: 'failed', error: { code: 'invalid-input', message: 'No' } }), pathOf)).toMatchObject({ error: { code: 'invalid-input', message: 'No' } })
    // A wait that ends by itself is no error.
    expect(jobRecord(job({ status: 'running', phase: 'submitting', error: { code: 'offline', message: 'No' } }), pathOf)).not.toHaveProperty('error')
  })
})

describe('arguments', () => {
  it('reads a run with all of its options', () => {
    expect(readArguments(['run', 'a.csv', '--endpoint', 'https://x.test/graphql', '--profile=p', '--library', 'l', '--plan', 'Pro', '--budget', '12.5', '--json'])).toEqual({
      verb: 'run', file: 'a.csv',
      options: { endpoint: 'https://x.test/graphql', profile: 'p', library: 'l', plan: 'pro', budgetCredits: 12.5, allowsUnknownPrice: false, json: true, sandbox: false },
    })
    expect(readArguments(['resume', '--allow-unknown-price'])).toMatchObject({ verb: 'resume', options: { allowsUnknownPrice: true } })
    expect(readArguments(['run', '--help'])).toEqual({ verb: 'help', of: 'run' })
    expect(() => readArguments(['resume', '--sandbox', '--endpoint', 'https://x.test/'])).toThrow(/endpoint of its own/)
    expect(() => readArguments(['run', 'a', '--endpoint', 'ftp://x'])).toThrow(/not an http/)
    expect(() => readArguments(['resume', '--budget', ''])).toThrow(/not a number/)
  })
})

describe('who pays', () => {
  const asked = (patch: Partial<Parameters<typeof choosePayer>[0]>) =>
    choosePayer({ endpoint: 'https://x.test/graphql', sandbox: false, environmentKey: undefined, keyedEndpoints: [], keychain: { read: async () => 'kept' }, ...patch })

  it('is the key of the environment, else of the keychain, else nobody', async () => {
    const keyedEndpoints = ['https://x.test/graphql']
    expect(await asked({ environmentKey: 'given', keyedEndpoints })).toEqual({ kind: 'key', key: 'given' })
    expect(await asked({ keyedEndpoints })).toEqual({ kind: 'key', key: 'kept' })
    expect(await asked({ sandbox: true, environmentKey: 'given' })).toEqual({ kind: 'sandbox' })
    await expect(asked({})).rejects.toThrow(/no key for x\.test/)
    await expect(asked({ environmentKey: 'two words' })).rejects.toThrow(/no usable key/)
    await expect(asked({ keyedEndpoints, keychain: { read: async () => { throw new Error('locked') } } })).rejects.toThrow(/locked/)
  })
})

describe('where things lie', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-places-'))
  const machine = (platform: NodeJS.Platform, environment: Machine['environment'] = {}): Machine => ({ platform, home: folder, environment })

  it('is where the app has them', () => {
    expect(defaultProfile(machine('linux'))).toBe(join(folder, '.config', 'Doitong Studio'))
    expect(defaultProfile(machine('linux', { XDG_CONFIG_HOME: '/c' }))).toBe(join('/c', 'Doitong Studio'))
    expect(defaultProfile(machine('darwin'))).toBe(join(folder, 'Library', 'Application Support', 'Doitong Studio'))
    expect(defaultProfile(machine('win32', { APPDATA: '/roaming' }))).toBe(join('/roaming', 'Doitong Studio'))
    expect(defaultLibrary(machine('linux'))).toBe(join(folder, 'Pictures', 'Doitong Studio'))
    mkdirSync(join(folder, '.config'))
    writeFileSync(join(folder, '.config', 'user-dirs.dirs'), '# mine\nXDG_MUSIC_DIR="$HOME/Musik"\nXDG_PICTURES_DIR="$HOME/Fotos"\n')
    expect(defaultLibrary(machine('linux'))).toBe(join(folder, 'Fotos', 'Doitong Studio'))
    rmSync(folder, { recursive: true })
  })
})

describe('settings of the app', () => {
  it('are read with what holds for this run, and written without it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'doitong-settings-'))
    const path = join(folder, 'settings.json')
    writeFileSync(path, JSON.stringify({ plan: 'free', theme: 'light' }))
    const file = withOverrides(openSettingsFile(path), { plan: 'pro', endpoint: 'https://x.test/' })
    expect(file.read()).toEqual({ plan: 'pro', theme: 'light', endpoint: 'https://x.test/' })
    file.write({ ...file.read(), theme: 'dark' })
    expect(openSettingsFile(path).read()).toEqual({ plan: 'free', theme: 'dark' })
    writeFileSync(path, '{ broken')
    expect(() => openSettingsFile(path)).toThrow(expect.objectContaining({ code: 'storage-failed' }))
    rmSync(folder, { recursive: true })
  })
})
