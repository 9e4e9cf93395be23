import { silentLog } from '../../../src-main/log'
import { openStorage, profilePaths } from '../../../src-main/storage'
import { migrations } from '../../../src-main/storage/migrations'
import { killAt, type Point } from './points'
import { further } from './further'

/** An update of the app: `migrating FOLDER STEPS [POINT NTH]` opens the profile with so many migrations more than the app has, and closes it. */
const [folder = '', steps = '0', point, nth = '1'] = process.argv.slice(2)
if (point !== undefined) killAt(point as Point, Number(nth))
const storage = await openStorage({
  profile: profilePaths(folder),
  log: silentLog,
  tell: () => {},
  after: () => () => {},
  migrations: [...migrations, ...further(Number(steps))],
})
await storage.close()
process.exit(storage.restored === null ? 0 : 3)
