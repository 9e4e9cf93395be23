import { beforeEach, describe, expect, test } from 'vitest'
import { openAccountKeeper } from '../../../src-main/accountKeeper'
import type { Clock } from '../../../src-main/clock'
import { silentLog } from '../../../src-main/log'
import type { Account } from '../../../src-main/settings'

const account: Account = { id: 'sandbox', kind: 'sandbox', endpoint: 'http://127.0.0.1:1/graphql', host: '127.0.0.1:1', key: 'k' }

let now: number
let timers: { at: number; callback: () => void }[]
let current: Account | null
let opens: () => Promise<Account | null>
let loadedAt: number[]

const clock: Clock = {
  now: () => now,
  after(milliseconds, callback) {
    const timer = { at: now + milliseconds, callback }
    timers.push(timer)
    return () => void (timers = timers.filter((one) => one !== timer))
  },
}
const accounts = {
  current: () => current,
  async load() {
    loadedAt.push(now)
    current = null
    current = await opens()
  },
}
const settle = () => new Promise((resolve) => setImmediate(resolve))
/** Lets time pass, timer by timer. */
async function pass(milliseconds: number) {
  const end = now + milliseconds
  for (;;) {
    await settle()
    const next = timers.toSorted((a, b) => a.at - b.at)[0]
    if (next === undefined || next.at > end) break
    now = next.at
    timers = timers.filter((one) => one !== next)
    next.callback()
  }
  now = end
}

beforeEach(() => {
  now = 1_000_000
  timers = []
  current = null
  loadedAt = []
})

describe('the account', () => {
  test('that cannot be opened is tried ever more rarely, at least every quarter of an hour, and at once when something changed', async () => {
    opens = () => Promise.reject(new Error('no ffmpeg'))
    const keeper = openAccountKeeper({ accounts, clock, log: silentLog })
    keeper.open()
    await pass(3 * 3_600_000)
    const waits = loadedAt.slice(1).map((at, index) => at - (loadedAt[index] as number))
    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000])
    expect(Math.max(...waits)).toBe(15 * 60_000)
    expect(loadedAt.length).toBeLessThan(25)
    opens = async () => account
    const before = loadedAt.length
    keeper.open()
    await pass(0)
    expect(current).toBe(account)
    expect(loadedAt).toHaveLength(before + 1)
    keeper.open()
    await pass(3_600_000)
    expect(loadedAt).toHaveLength(before + 1)
  })

  test('whose sandbox dies as soon as it runs is not started in a loop; one that ran for long is back in a second', async () => {
    opens = async () => account
    const keeper = openAccountKeeper({ accounts, clock, log: silentLog })
    keeper.open()
    await pass(0)
    for (let deaths = 0; deaths < 6; deaths++) {
      keeper.lost()
      await pass((loadedAt.length < 3 ? 4 : 40) * 1_000)
    }
    const waits = loadedAt.slice(1).map((at, index) => at - (loadedAt[index] as number))
    expect(waits[0]).toBe(1_000)
    expect(loadedAt.length).toBeLessThanOrEqual(7)
    await pass(10 * 60_000)
    const died = now
    keeper.lost()
    await pass(5_000)
    expect((loadedAt.at(-1) as number) - died).toBe(1_000)
  })

  test('is left alone once the app ends', async () => {
    opens = async () => null
    const keeper = openAccountKeeper({ accounts, clock, log: silentLog })
    keeper.open()
    await pass(0)
    keeper.close()
    await pass(3_600_000)
    expect(loadedAt).toHaveLength(1)
  })
})
