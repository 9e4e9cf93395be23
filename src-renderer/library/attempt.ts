import { toastFailure } from '../shell'

/** Does something that the user asked for in passing; a failure is told, not thrown. */
export function attempt(work: () => Promise<unknown>): void {
  work().catch(toastFailure)
}
