/**
 * Time that jumps from one timer to the next as soon as nothing else is left to do, so that a night passes in seconds. The process's own
 * clock and timers are replaced: what runs inside is the app as it is, and knows nothing of it.
 */
const real = { setTimeout, clearTimeout, setInterval, clearInterval, dateNow: Date.now, performanceNow: performance.now.bind(performance) }

interface Timer {
  at: number
  number: number
  run: () => void
  everyMilliseconds: number | null
}

/** Time never goes back within a process, as the app expects. */
let lastNow = 0

/** @throws when `work` still waits although no timer is left, or after `longestMilliseconds` of virtual time. */
export async function inVirtualTime<T>(work: () => Promise<T>, longestMilliseconds = 30 * 24 * 3_600_000): Promise<T> {
  const offset = real.dateNow() - real.performanceNow()
  // Always at the same place within a minute, so that runs can be compared.
  let now = Math.ceil(Math.max(lastNow, real.dateNow()) / 60_000) * 60_000 + 23_000
  const end = now + longestMilliseconds
  const timers = new Map<number, Timer>()
  let lastNumber = 0

  const add = (run: () => void, milliseconds: number, everyMilliseconds: number | null) => {
    const number = ++lastNumber
    timers.set(number, { at: now + Math.max(1, milliseconds), number, run, everyMilliseconds })
    // What Node hands out can be unreferenced, and turned into its number.
    const handle = { ref: () => handle, unref: () => handle, hasRef: () => true, refresh: () => handle, [Symbol.toPrimitive]: () => number }
    return handle
  }
  const remove = (handle: unknown) => {
    if (handle !== null && handle !== undefined) timers.delete(Number(handle))
  }
  const next = (): Timer | null => {
    let first: Timer | null = null
    for (const timer of timers.values()) {
      if (first === null || timer.at < first.at || (timer.at === first.at && timer.number < first.number)) first = timer
    }
    return first
  }

  Object.assign(globalThis, {
    setTimeout: (run: (...values: unknown[]) => void, milliseconds = 1, ...values: unknown[]) => add(() => run(...values), milliseconds, null),
    setInterval: (run: (...values: unknown[]) => void, milliseconds = 1, ...values: unknown[]) => add(() => run(...values), milliseconds, milliseconds),
    clearTimeout: remove,
    clearInterval: remove,
  })
  Date.now = () => Math.floor(now)
  performance.now = () => now - offset
  let isOver = false
  try {
    const done = work().finally(() => {
      isOver = true
    })
    done.catch(() => {})
    for (;;) {
      await quiet()
      if (isOver) return await done
      const timer = next()
      if (timer === null) throw new Error('Everything waits, and for nothing')
      if (timer.at > end) throw new Error('It takes longer than anybody would wait')
      now = Math.max(now, timer.at)
      if (timer.everyMilliseconds === null) timers.delete(timer.number)
      else timer.at = now + Math.max(1, timer.everyMilliseconds)
      timer.run()
    }
  } finally {
    lastNow = now
    const { dateNow: _dateNow, performanceNow: _performanceNow, ...timersOfNode } = real
    Object.assign(globalThis, timersOfNode)
    Date.now = real.dateNow
    performance.now = real.performanceNow
  }
}

export const sleep = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))

/** Resolves when no file is being written and nothing waits for its turn. */
async function quiet(): Promise<void> {
  for (let turns = 0; turns < 2; ) {
    await new Promise((resolve) => setImmediate(resolve))
    const isBusy = process.getActiveResourcesInfo().some((name) => name === 'Immediate' || /^(FSReq|CloseReq)/.test(name))
    turns = isBusy ? 0 : turns + 1
  }
}
