import { killAt, type Point, type Watch } from './points'

/**
 * The app without its window in a process of its own, to be killed: `program FOLDER URL KEY JOBS [POINT NTH]`. Keeps a dozen jobs unfinished until
 * there are JOBS in all, works until all of them have ended, and says so by its exit status.
 */
const [folder = '', url = '', key = '', total = '0', point, nth = '1'] = process.argv.slice(2)
const watch: Watch = point === undefined ? { reached() {}, quitting() {} } : killAt(point as Point, Number(nth))
// Loaded only now, so that what it takes from Node is watched already.
const { night } = await import('./night')
await night({ folder, url, key, total: Number(total), point: (point as Point | undefined) ?? null, watch, mayBeDamaged: process.env['MAY_BE_DAMAGED'] === '1' })
