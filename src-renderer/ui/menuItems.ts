import type { LucideIcon } from 'lucide-react'

export interface MenuAction {
  label: string
  icon?: LucideIcon
  shortcut?: string | null | undefined
  onSelect: () => void
  danger?: boolean
  disabled?: boolean
  /** With a value it is a choice that is on or off. */
  checked?: boolean
}

/** What a menu holds, from top to bottom. */
export type MenuEntry = MenuAction | 'separator'

export const menuClasses = {
  content: 'z-50 max-h-96 min-w-44 animate-fade overflow-y-auto rounded-panel bg-panel p-1 text-body text-text shadow-float outline-none',
  item:
    'flex h-7 cursor-default items-center gap-2 rounded-control px-2 outline-none select-none data-disabled:text-disabled data-highlighted:bg-hover data-highlighted:outline-1 data-highlighted:outline-border',
  separator: 'mx-1 my-1 h-px bg-hairline',
}
