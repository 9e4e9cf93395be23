import { classes } from './classes'

/** Keys as they are shown: `Ctrl Enter`. `onAccent` for use on the accent's fill. */
export function Kbd({ keys, onAccent = false }: { keys: string; onAccent?: boolean }) {
  return (
    <kbd
      className={classes(
        'inline-flex h-4 flex-none items-center rounded-mark px-1.25 font-sans text-label font-medium whitespace-nowrap',
        onAccent ? 'bg-on-accent/12 text-on-accent' : 'bg-raised text-text-3',
      )}
    >
      {keys}
    </kbd>
  )
}
