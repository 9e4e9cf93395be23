/** Long runs are asked for by `npm run faults -- NAME --full`. */
export const isFull = process.env['FAULTS'] === 'full'

/** How many runs fast-check makes; `FAULTS_SEED` and `FAULTS_PATH` repeat one of them. */
export function runs(full: number, small: number) {
  const { FAULTS_SEED: seed, FAULTS_PATH: path } = process.env
  return { numRuns: scaled(full, small), ...(seed !== undefined && { seed: Number(seed) }), ...(path !== undefined && { path }) }
}

/** As many as the sized-down or the full run asks for. */
export function scaled(full: number, small: number): number {
  return isFull ? full : small
}
