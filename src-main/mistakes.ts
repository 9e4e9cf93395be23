import type { Log } from './log'

/** One mistake may repeat itself a thousand times; the user is told at most so often. */
const toldEveryMilliseconds = 60_000

/**
 * What nobody caught is logged with its stack and told; the app goes on. What is on disk is right at any moment, so there is nothing that a
 * restart would make whole, and a queue that ends at night would cost more than the mistake.
 */
export function catchMistakes(log: Log, tell: () => void): void {
  let toldAt = Number.NEGATIVE_INFINITY
  const caught = (message: string) => (error: unknown) => {
    log.error(message, { error })
    if (performance.now() - toldAt < toldEveryMilliseconds) return
    toldAt = performance.now()
    tell()
  }
  process.on('uncaughtException', caught('A mistake was not caught'))
  process.on('unhandledRejection', caught('A promise was rejected and nobody asked'))
}
