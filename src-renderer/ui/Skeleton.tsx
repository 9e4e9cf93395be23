import { classes } from './classes'

/** A quiet block where content is about to be. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classes('animate-pulse rounded-control bg-raised', className)} />
}
