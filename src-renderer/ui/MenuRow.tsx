import { Check } from 'lucide-react'
import type { MenuAction } from './menuItems'
import { Kbd } from './Kbd'

/** The inside of one line of a menu. */
export function MenuRow({ entry }: { entry: MenuAction }) {
  const Icon = entry.checked === undefined ? entry.icon : entry.checked ? Check : undefined
  return (
    <>
      <span className="flex size-4 flex-none items-center justify-center text-text-3">
        {Icon ? <Icon size={14} strokeWidth={1.75} aria-hidden /> : null}
      </span>
      <span className={entry.danger ? 'grow truncate text-err' : 'grow truncate'}>{entry.label}</span>
      {entry.shortcut ? <Kbd keys={entry.shortcut} /> : null}
    </>
  )
}
