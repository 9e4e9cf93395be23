/** Class names side by side, leaving out what does not apply. */
export function classes(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}

/** What every single-line control looks like; `invalid` and disabled states included. */
export const controlClasses =
  'h-7 w-full rounded-control border border-border bg-app px-2 text-body text-text transition-colors ' +
  'hover:border-text-2 focus-visible:border-focus disabled:border-hairline disabled:text-disabled ' +
  'aria-invalid:border-err'
