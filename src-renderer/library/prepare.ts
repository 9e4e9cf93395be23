import { followLibrary, useLibrary } from './useLibrary'
import { wantRows } from './useRows'

/** As many as are seen at first in a usual window. */
const seenFirst = 60
/** By then the screen follows by itself, or something else is shown. */
const preparedMs = 10_000

/** Asks for what the library shows first while the page is still being put together: the app opens there when it was left there. */
export function prepareLibrary(): void {
  setTimeout(followLibrary(), preparedMs)
  const stop = useLibrary.subscribe(({ status, numbers }) => {
    if (status === 'loading') return
    stop()
    wantRows(numbers.subarray(0, seenFirst))
  })
}
