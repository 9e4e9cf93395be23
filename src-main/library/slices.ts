/** How long a piece of work may hold main before others get a turn. */
const sliceMs = 4

/**
 * Works through a list in pieces: `work` gets an iterator that ends when the time of a piece is over, so that it can do many in one
 * transaction. Main is free in between.
 */
export async function inSlices<Entry>(entries: Iterable<Entry>, work: (piece: Iterable<Entry>) => void): Promise<void> {
  const list = [...entries]
  let next = 0
  while (next < list.length) {
    const end = performance.now() + sliceMs
    work({
      *[Symbol.iterator]() {
        do yield list[next++]!
        while (next < list.length && performance.now() < end)
      },
    })
    if (next < list.length) await new Promise<void>((resolve) => setImmediate(resolve))
  }
}
