/** A list in pieces of at most `size`. */
export function chunked<T>(list: readonly T[], size: number): T[][] {
  const chunks: T[][] = []
  for (let from = 0; from < list.length; from += size) chunks.push(list.slice(from, from + size))
  return chunks
}

/** Lets everything else that waits for the event loop have its turn. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
