/** What the command's end says to who called it. Stated in `--help` and in the README: scripts rely on it. */
export const exit = {
  done: 0,
  /** It could not run at all, or the API stopped taking the key: nothing is known to be wrong with the input. */
  couldNotRun: 1,
  badInput: 2,
  someFailed: 3,
  stoppedForMoney: 4,
  somethingHeld: 5,
} as const

/** As a shell says of a program that a signal ended. */
export const exitAfter = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** What is wrong with the arguments or with what they name: shown as its message alone. */
export class UsageError extends Error {}
