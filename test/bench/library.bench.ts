import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '../../src-main/storage'
import { generateLibrary } from './library/generate'
import { benchSearch } from './library/search'
import { report, type Bar } from './report'

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '15' },
    /** One of the parts only. */
    only: { type: 'string', default: '' },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'doitong-bench-library-'))
const bars: Bar[] = []
try {
  const start = performance.now()
  const { profile } = await generateLibrary({ folder, items: Number(values.items) })
  console.log(`${values.items} items in ${((performance.now() - start) / 1_000).toFixed(1)} s`)
  const database = openDatabase(profile.database)
  if ('search'.includes(values.only)) bars.push(...(await benchSearch(database, Number(values.rounds))))
  database.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
report('library', bars)
