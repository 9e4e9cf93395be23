import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '../../src-main/storage'
import { generateLibrary } from './library/generate'
import { benchSearch } from './library/search'
import { benchWindow, windowParts } from './library/window'
import { report, type Bar } from './report'

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '15' },
    /** One of the parts only. */
    only: { type: 'string', default: '' },
    /** How long a window idles before its memory is taken, seconds. */
    idle: { type: 'string', default: '60' },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'doitong-bench-library-'))
const bars: Bar[] = []
try {
  const start = performance.now()
  const inWindow = windowParts.some((part) => part.includes(values.only))
  const library = await generateLibrary({ folder, items: Number(values.items), thumbnails: inWindow })
  console.log(`${values.items} items in ${((performance.now() - start) / 1_000).toFixed(1)} s`)
  const database = openDatabase(library.profile.database)
  if ('search'.includes(values.only)) bars.push(...(await benchSearch(database, Number(values.rounds))))
  database.close()
  if (inWindow) bars.push(...(await benchWindow({ folder, library, rounds: Number(values.rounds), idleSeconds: Number(values.idle), only: values.only })))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
report('library', bars)
