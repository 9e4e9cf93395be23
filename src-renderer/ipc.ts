import { AppError, type Result } from '../src-shared/errors'
import type { Bridge, EventName, Events, RequestName, Requests } from '../src-shared/ipc'

declare global {
  interface Window {
    readonly bridge: Bridge
  }
}

/**
 * Asks main. Rejects with an `AppError` whose code the page can translate.
 */
export async function request<Name extends RequestName>(
  name: Name,
  ...args: Requests[Name]['input'] extends readonly unknown[] ? Requests[Name]['input'] : never
): Promise<Requests[Name]['value']> {
  const result = (await window.bridge.request(name, args)) as Result<Requests[Name]['value']>
  if (result.ok) return result.value
  const { code, message, details } = result.error
  throw new AppError(code, message, details === undefined ? {} : { details })
}

type Listener = (payload: never) => void
const listeners = new Map<EventName, { all: Set<Listener>; stop: () => void }>()

/** Listens to a fact that main announces; returns how to stop. However many listen, the fact crosses once. */
export function on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void {
  // Each call is one of its own, though the function may be the same.
  const mine: Listener = (payload) => listener(payload)
  const known = listeners.get(name)
  if (known) known.all.add(mine)
  else {
    const all = new Set<Listener>([mine])
    const stop = window.bridge.on(name, (payload) => {
      for (const each of all) each(payload as never)
    })
    listeners.set(name, { all, stop })
  }
  return () => {
    const heard = listeners.get(name)
    if (!heard?.all.delete(mine) || heard.all.size > 0) return
    heard.stop()
    listeners.delete(name)
  }
}

/** Tokens for files that were dropped or pasted; the page never sees where they lie. */
export function handOver(files: File[]): Promise<string[]> {
  return window.bridge.handOver(files)
}
