import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { openLedger } from './ledger'

let open: ReturnType<typeof openLedger>[] = []
const ledger = (options?: Parameters<typeof openLedger>[0]) => {
  const opened = openLedger(options)
  open.push(opened)
  return opened
}
afterEach(() => {
  for (const one of open) one.close()
  open = []
})

describe('caps', () => {
  it('reserve when a job is sent, settle on what it cost, and let go on what they stopped once raised', () => {
    const { spending, addJob, send, record, termsChanges } = ledger()
    spending.setCap({ scope: 'day', key: '', credits: 10 })
    const [first, second, third] = [addJob({ estimated: 4 }), addJob({ estimated: 4 }), addJob({ estimated: 4 })]
    const key = send(first)
    expect(send(second)).not.toBeNull()
    expect(send(third)).toBeNull()
    expect(spending.isStopped([])).toBe(true)
    const [cap] = spending.state().caps
    expect(cap).toMatchObject({ scope: 'day', credits: 10, spent: 0, reserved: 8, stops: { missing: 2, waiting: 1 } })
    expect(cap?.until).toBeGreaterThan(Date.now())
    // Cheaper than estimated: what is left over is enough.
    record.settle(key as string, 'settled', 1)
    expect(spending.state().caps[0]).toMatchObject({ spent: 1, reserved: 4, stops: null })
    expect(send(third)).not.toBeNull()
    const fourth = addJob({ estimated: 4 })
    expect(send(fourth)).toBeNull()
    const before = termsChanges()
    spending.setCap({ scope: 'day', key: '', credits: 13 })
    expect(termsChanges()).toBe(before + 1)
    expect(send(fourth)).not.toBeNull()
    expect(spending.state().caps[0]).toMatchObject({ stops: null, spent: 1, reserved: 12 })
  })

  it('hold what has no price unless its batch allows it, and then send it alone', () => {
    const { spending, addJob, send, record } = ledger()
    const job = addJob({ estimated: null })
    const other = addJob({ estimated: 1 })
    expect(spending.mayStart(job)).toBe('yes')
    spending.setCap({ scope: 'day', key: '', credits: 10 })
    expect(spending.mayStart(job)).toBe('held')
    expect(spending.allowUnpriced(['batch'], true).unpricedBatches).toEqual(['batch'])
    const key = send(job)
    expect(key).not.toBeNull()
    expect(spending.state().today).toEqual({ spent: 0, reserved: 0, unpriced: 1, unknown: 0 })
    expect(send(other)).toBeNull()
    record.settle(key as string, 'settled', 7)
    expect(send(other)).not.toBeNull()
    expect(spending.allowUnpriced(['batch'], false).unpricedBatches).toEqual([])
    expect(spending.mayStart(addJob({ estimated: null }))).toBe('held')
  })

  it('count what the API never priced apart, never as nothing', () => {
    const { spending, addJob, send, record } = ledger()
    const key = send(addJob({ estimated: null }))
    record.settle(key as string, 'settled', null)
    expect(spending.state().today).toEqual({ spent: 0, reserved: 0, unpriced: 0, unknown: 1 })
  })

  it('of a batch or a provider concern it alone', () => {
    const { spending, addJob, send } = ledger()
    spending.setCap({ scope: 'batch', key: 'dear', credits: 3 })
    spending.setCap({ scope: 'provider', key: 'VIDEO/sea', credits: 5 })
    expect(send(addJob({ batchId: 'dear', estimated: 2 }))).not.toBeNull()
    expect(spending.closedBatches()).toEqual([])
    expect(spending.mayStart(addJob({ batchId: 'dear', estimated: 2 }))).toBe('skip')
    expect(spending.closedBatches()).toEqual(['dear'])
    expect(spending.mayStart(addJob({ batchId: 'other', estimated: 2 }))).toBe('yes')
    expect(spending.mayStart(addJob({ batchId: 'other', providerKey: 'VIDEO/sea', estimated: 6 }))).toBe('no')
    expect(spending.state().caps.map(({ scope, stops }) => [scope, stops])).toEqual([
      ['batch', { missing: 1, waiting: 1 }],
      ['provider', { missing: 1, waiting: 1 }],
    ])
    expect(() => spending.setCap({ scope: 'batch', key: '', credits: 1 })).toThrow(expect.objectContaining({ code: 'bad-request' }))
    expect(spending.setCap({ scope: 'batch', key: 'dear', credits: null }).caps.map(({ scope }) => scope)).toEqual(['provider'])
  })

  it('of the night count from its beginning, and only while there is one', () => {
    const night = { since: null as number | null }
    const { spending, addJob, send } = ledger({ night })
    expect(spending.state().night).toBeNull()
    spending.setCap({ scope: 'night', key: '', credits: 3 })
    expect(send(addJob({ estimated: 50 }), 1_000)).not.toBeNull()
    night.since = 2_000
    expect(spending.state().night).toMatchObject({ spent: 0, reserved: 0 })
    expect(send(addJob({ estimated: 2 }), 3_000)).not.toBeNull()
    expect(send(addJob({ estimated: 2 }), 4_000)).toBeNull()
    expect(spending.sums('real', 0, 2_000)).toMatchObject({ reserved: 50 })
  })

  it('never mix practice credits with real ones', () => {
    const { spending, addJob, send, use } = ledger()
    spending.setCap({ scope: 'day', key: '', credits: 5 })
    use('sandbox')
    expect(spending.state()).toMatchObject({ purse: 'practice', caps: [] })
    expect(send(addJob({ estimated: 100 }))).not.toBeNull()
    spending.setCap({ scope: 'day', key: '', credits: 100 })
    expect(send(addJob({ estimated: 1 }))).toBeNull()
    use('key')
    expect(spending.state()).toMatchObject({ purse: 'real', today: { spent: 0, reserved: 0 } })
    expect(send(addJob({ estimated: 5 }))).not.toBeNull()
    expect(spending.record({ purse: 'practice', by: 'model', since: null })).toMatchObject([{ key: 'IMAGE/lake', reserved: 100, attempts: 1 }])
  })
})

describe('a balance', () => {
  it('is reduced by what was spent since it was entered, and says when it runs low', () => {
    const { spending, addJob, send, record } = ledger()
    send(addJob({ estimated: 30 }), Date.now() - 60_000)
    expect(spending.state().balance).toBeNull()
    expect(spending.setBalance({ credits: 100, warnBelow: 80 }).balance).toMatchObject({ credits: 100, left: 100, isLow: false })
    const key = send(addJob({ estimated: 15 }))
    expect(spending.state().balance).toMatchObject({ left: 85, isLow: false })
    record.settle(key as string, 'settled', 25)
    expect(spending.state().balance).toMatchObject({ left: 75, isLow: true })
    expect(spending.setBalance({ credits: null, warnBelow: null }).balance).toBeNull()
  })
})

describe('the record', () => {
  it('lists by day, batch and model, and exports every attempt without giving a spreadsheet a formula', () => {
    const { spending, addJob, send, record, database } = ledger()
    const noon = new Date(2026, 10, 22, 12).getTime()
    const first = send(addJob({ batchId: 'a', estimated: 4 }), noon)
    record.settle(first as string, 'settled', 6)
    const job = addJob({ batchId: 'b', providerKey: 'VIDEO/sea', estimated: 10 })
    database.run(`UPDATE jobs SET request = ? WHERE id = ?`, [JSON.stringify({ prompt: '=1+1, "quoted"' }), job.jobId])
    send(job, noon + 86_400_000)
    const released = send(addJob({ batchId: 'a', estimated: 3 }), noon)
    record.settle(released as string, 'released', null)
    expect(spending.record({ purse: 'real', by: 'day', since: null })).toMatchObject([
      { key: '2026-11-23', attempts: 1, spent: 0, reserved: 10 },
      { key: '2026-11-22', attempts: 1, spent: 6, reserved: 0 },
    ])
    expect(spending.record({ purse: 'real', by: 'batch', since: null })).toMatchObject([{ key: 'b', name: 'The b', reserved: 10 }, { key: 'a', name: 'The a', spent: 6 }])
    expect(spending.record({ purse: 'real', by: 'model', since: noon + 1 })).toMatchObject([{ key: 'VIDEO/sea', reserved: 10 }])
    const lines = spending.csv({ purse: 'real', since: null }).split('\r\n')
    expect(lines).toHaveLength(5)
    expect(lines[0]).toMatch(/^\uFEFFtime,account,money,/)
    expect(lines[1]).toContain(`,real,The b,VIDEO/sea,"'=1+1, ""quoted""",reserved,10,10,`)
    expect(lines.filter((line) => line.includes(',released,3,,'))).toHaveLength(1)
  })
})

const amount = fc.integer({ min: 0, max: 40 }).map((tenths) => tenths / 10)
const act = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('send' as const), batch: fc.nat(2), provider: fc.nat(2), estimated: fc.option(amount, { freq: 6 }) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('settle' as const), which: fc.nat(20), cost: fc.option(amount, { freq: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const), which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('refund' as const), which: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cap' as const), scope: fc.constantFrom('day' as const, 'night' as const, 'batch' as const, 'provider' as const), which: fc.nat(2), credits: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('allow' as const), batch: fc.nat(2), isAllowed: fc.boolean() }) },
)

/** What the property keeps beside, in plain numbers. */
interface Sent {
  key: string
  batch: string
  provider: string
  state: 'reserved' | 'settled' | 'released'
  amount: number | null
}

it('spent, reserved and the estimate of what is sent together never exceed a cap, whatever fails, is refunded or costs more', () => {
  const { spending, addJob, send, record } = ledger({ night: { since: 0 } })
  let round = 0
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 60 }), (acts) => {
      round++
      const sent: Sent[] = []
      const caps = new Map<string, { scope: string; key: string; credits: number }>()
      const allowed = new Set<string>()
      // A fresh purse for each run: everything before is given back, and every cap lifted.
      const batchOf = (index: number) => `batch ${round} ${index}`
      const providerOf = (index: number) => `IMAGE/p${round} ${index}`
      for (const { scope, key } of spending.state().caps) spending.setCap({ scope, key, credits: null })
      for (const one of acts) {
        switch (one.kind) {
          case 'cap': {
            const key = one.scope === 'batch' ? batchOf(one.which) : one.scope === 'provider' ? providerOf(one.which) : ''
            spending.setCap({ scope: one.scope, key, credits: one.credits })
            if (one.credits === null) caps.delete(`${one.scope} ${key}`)
            else caps.set(`${one.scope} ${key}`, { scope: one.scope, key, credits: one.credits })
            break
          }
          case 'allow':
            spending.allowUnpriced([batchOf(one.batch)], one.isAllowed)
            if (one.isAllowed) allowed.add(batchOf(one.batch))
            else allowed.delete(batchOf(one.batch))
            break
          case 'send': {
            const [batch, provider] = [batchOf(one.batch), providerOf(one.provider)]
            const about = [...caps.values()].filter(({ scope, key }) => (scope === 'batch' ? key === batch : scope === 'provider' ? key === provider : true))
            const committed = about.map((cap) => {
              const counted = sent.filter((other) => other.state !== 'released' && (cap.scope === 'batch' ? other.batch === batch : cap.scope === 'provider' ? other.provider === provider : true))
              return { cap, sum: counted.reduce((sum, other) => sum + (other.amount ?? 0), 0), isUnsure: counted.some((other) => other.state === 'reserved' && other.amount === null) }
            })
            const job = addJob({ batchId: batch, providerKey: provider, estimated: one.estimated })
            const key = send(job)
            const fits = committed.every(({ cap, sum, isUnsure }) => !isUnsure && (one.estimated === null ? sum < cap.credits - 1e-9 : sum + one.estimated <= cap.credits + 1e-6))
            const isPriced = one.estimated !== null || about.length === 0 || allowed.has(batch)
            expect(key !== null).toBe(fits && isPriced)
            if (key !== null) {
              for (const { cap, sum } of committed) expect(sum + (one.estimated ?? 0)).toBeLessThanOrEqual(cap.credits + 1e-6)
              sent.push({ key, batch, provider, state: 'reserved', amount: one.estimated })
            }
            break
          }
          default: {
            const open = sent.filter(({ state }) => state === (one.kind === 'refund' ? 'settled' : 'reserved'))
            const target = open[one.which % Math.max(1, open.length)]
            if (target === undefined) break
            if (one.kind === 'release') {
              record.settle(target.key, 'released', null)
              target.state = 'released'
            } else {
              const cost = one.kind === 'refund' ? 0 : one.cost
              record.settle(target.key, 'settled', cost)
              target.state = 'settled'
              target.amount = cost ?? target.amount
            }
          }
        }
      }
      const sums = (state: Sent['state']) => sent.filter((one) => one.state === state).reduce((sum, one) => sum + (one.amount ?? 0), 0)
      const { today } = spending.state()
      expect(today.spent).toBeCloseTo(sums('settled'), 6)
      expect(today.reserved).toBeCloseTo(sums('reserved'), 6)
      for (const { key, state } of sent) if (state !== 'released') record.settle(key, 'released', null)
      // What was settled stays settled to a late release; here it is taken off so that the next run begins at nothing.
      for (const { key } of sent) record.settle(key, 'settled', 0)
    }),
    { numRuns: 150 },
  )
})
