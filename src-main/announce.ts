import type { EventName, Events } from '../src-shared/ipc'

/** Tells every listener (the window, the command line) a fact, after it was persisted. */
export type Announce = <Name extends EventName>(name: Name, payload: Events[Name]) => void
