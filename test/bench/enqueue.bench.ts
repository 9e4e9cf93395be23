import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import type { Result } from '../../src-shared/errors'
import type { Bridge } from '../../src-shared/ipc'
import { openWindow } from './enqueue/window'
import { atMost, report, table } from './report'

const { values } = parseArgs({ options: { jobs: { type: 'string', default: '5000' }, rounds: { type: 'string', default: '5' } } })
const jobs = Number(values.jobs)
const rounds = Number(values.rounds)
/** As fast as somebody types who types fast. */
const keyEveryMilliseconds = 40

interface Round {
  enqueueMilliseconds: number
  keysMilliseconds: number[]
}

/** From the event's own time, which the system or the driver gave it, to the frame after the page has drawn what was typed. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: number[] = []
    Reflect.set(globalThis, 'benchKeys', seen)
    addEventListener('keydown', (event) => {
      requestAnimationFrame(() => setTimeout(() => seen.push(performance.now() - event.timeStamp)))
    }, { capture: true })
  })
}

async function round(page: Page, number: number): Promise<Round> {
  await page.evaluate(() => void (Reflect.get(globalThis, 'benchKeys') as number[]).splice(0))
  let isDone = false
  const enqueued = page.evaluate(
    async ([count, batch]) => {
      const requests = Array.from({ length: count }, (_, index) => ({
        type: 'IMAGE', provider: 'flux-dev', prompt: `A calm lake at dawn, number ${index} of batch ${batch}, 35 mm, soft light over the hills`, options: { seed: index, aspectRatio: '16:9' },
      }))
      // A turn of the page's own, so that making the requests is not counted.
      await new Promise((resolve) => setTimeout(resolve, 100))
      const startedAt = performance.now()
      const result = (await (Reflect.get(globalThis, 'bridge') as Bridge).request('queue.enqueue', [{ batchName: `Batch ${batch}`, jobs: requests }])) as Result<string[]>
      if (!result.ok || result.value.length !== count) throw new Error(JSON.stringify(result).slice(0, 500))
      return performance.now() - startedAt
    },
    [jobs, number] as const,
  ).finally(() => (isDone = true))
  // Keys go on for a while after it: the page is told of the jobs in steps.
  for (let after = 0; after < 30; ) {
    await page.keyboard.press('a')
    await new Promise((resolve) => setTimeout(resolve, keyEveryMilliseconds))
    if (isDone) after++
  }
  const enqueueMilliseconds = await enqueued
  const keysMilliseconds = await page.evaluate(() => [...(Reflect.get(globalThis, 'benchKeys') as number[])])
  return { enqueueMilliseconds, keysMilliseconds }
}

/** Every round begins with an empty list. */
async function emptyQueue(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { request } = Reflect.get(globalThis, 'bridge') as Bridge
    const ids = async () => ((await request('queue.snapshot', [])) as { value: { jobs: { id: string }[] } }).value.jobs.map(({ id }) => id)
    const waiting = await ids()
    await request('queue.cancel', [waiting])
    await request('queue.clear', [waiting])
    while ((await ids()).length > 0) await new Promise((resolve) => setTimeout(resolve, 200))
  })
  await page.waitForTimeout(2_000)
}

const window = await openWindow()
const done: Round[] = []
/** The longest that main's own loop was held, which is what holds a window's menus and keys too. */
let heldMilliseconds = 0
try {
  const { page, app } = window
  await page.evaluate(() => (Reflect.get(globalThis, 'bridge') as Bridge).request('queue.pause', []))
  // Practice mode takes a moment to start.
  const isReady = () => page.evaluate(async () => {
    const state = (await (Reflect.get(globalThis, 'bridge') as Bridge).request('settings.account', [])) as Result<{ sandboxReady: boolean }>
    return state.ok && state.value.sandboxReady
  })
  while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 250))
  const prompt = page.getByRole('form').getByRole('textbox').first()
  await prompt.click()
  await watchKeys(page)
  await round(page, 0)
  await app.evaluate(() => {
    let last = performance.now()
    Reflect.set(globalThis, 'benchHeld', 0)
    setInterval(() => {
      const now = performance.now()
      Reflect.set(globalThis, 'benchHeld', Math.max(Number(Reflect.get(globalThis, 'benchHeld')), now - last - 2))
      last = now
    }, 2)
  })
  for (let number = 1; number <= rounds; number++) {
    await emptyQueue(page)
    await prompt.fill('')
    done.push(await round(page, number))
  }
  heldMilliseconds = await app.evaluate(() => Number(Reflect.get(globalThis, 'benchHeld')))
} finally {
  await window.close()
}

const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)
const median = (numbers: readonly number[]) => sorted(numbers)[Math.floor(numbers.length / 2)] ?? 0
const worst = (numbers: readonly number[]) => Math.max(...numbers)
console.log(`${jobs} jobs a round on the queue of a real window, the queue paused; each round begins with an empty list, one before them is not counted; main's loop was held for ${heldMilliseconds.toFixed(0)} ms at most`)
table(
  ['round', 'enqueued in ms', 'keys', 'median ms', 'slowest ms'],
  done.map(({ enqueueMilliseconds, keysMilliseconds }, index) => [
    index + 1, enqueueMilliseconds.toFixed(0), keysMilliseconds.length, median(keysMilliseconds).toFixed(1), worst(keysMilliseconds).toFixed(1),
  ]),
)
report('enqueue', [
  atMost(`ms to enqueue ${jobs} jobs, slowest round`, worst(done.map((one) => one.enqueueMilliseconds)), 1_000),
  atMost('ms from a key to its frame meanwhile, slowest key of all rounds', worst(done.flatMap((one) => one.keysMilliseconds)), 50),
])
