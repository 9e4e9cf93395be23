import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { bundle } from '../unit/main/queue/bundle'
import { done, judge, killAtRandom, killThere, openCampaign } from './kills/campaign'
import { points, type Point } from './kills/points'
import { isFull, scaled } from './scale'
import { taking } from './turns'

let folder: string
let program: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doitong-kills-'))
  program = await bundle('test/faults/kills/program.ts', folder)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  const starts = done.startSeconds.toSorted((a, b) => a - b)
  const start = `${starts[Math.floor(starts.length / 2)]?.toFixed(1)} s, slowest ${starts.at(-1)?.toFixed(1)} s`
  console.log(`kills: ${done.kills}; ${done.jobs} jobs, ${done.made} cuts, ${done.leftover} files of cuts never filed; a start takes ${start}`)
})

/** Of its own for each campaign, so that they do not change each other by their order. */
function randomOf(campaign: number): () => number {
  let seed = Number(process.env['FAULTS_SEED'] ?? 11) * 1_000_003 + campaign * 7_919
  return () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
}

/** Two at once: while one starts, the other waits for disk and network. */
const turn = taking(2)

describe.concurrent('killed', () => {
  test.each(Array.from({ length: scaled(20, 1) }, (_, index) => index + 1))('row 73: killed again and again at random times (campaign %i)', (number) =>
    turn(async () => {
      const campaign = await openCampaign(folder, scaled(40, 24))
      await killAtRandom(program, campaign, scaled(50, 12), randomOf(number))
      await judge(program, campaign)
    }))

  /** Sized down, one run of the app's life meets every point once. */
  const all = Object.keys(points) as Point[]
  const lives = isFull ? all.filter((point) => point !== 'migration').map((point) => [point]) : [all]
  test.each(lives.map((life, index) => ({ life, index, where: life.join(', ') })))('rows 73 and 83: killed exactly there: $where', ({ life, index }) =>
    turn(async () => {
      const campaign = await openCampaign(folder, 24)
      for (const point of life) await killThere(program, campaign, point, scaled(20, 1), randomOf(100 + index))
      await judge(program, campaign)
    }))
})
