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

/** Listens to a fact that main announces; returns how to stop. */
export function on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void {
  return window.bridge.on(name, (payload) => listener(payload as Events[Name]))
}

/** Tokens for files that were dropped or pasted; the page never sees where they lie. */
export function handOver(files: File[]): Promise<string[]> {
  return window.bridge.handOver(files)
}
