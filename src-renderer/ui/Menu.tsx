import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactElement } from 'react'
import { MenuRow } from './MenuRow'
import { menuClasses, type MenuEntry } from './menuItems'
import { usePortalContainer } from './portal'

interface MenuProps {
  /** A button; the menu opens from it. */
  trigger: ReactElement
  entries: readonly MenuEntry[]
  align?: 'start' | 'end'
}

/** A list of actions behind a button. Not modal: a modal one would inject a style that the page's policy refuses. */
export function Menu({ trigger, entries, align = 'end' }: MenuProps) {
  const container = usePortalContainer()
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content align={align} sideOffset={4} collisionPadding={8} loop className={menuClasses.content}>
          {entries.map((entry, index) => {
            if (entry === 'separator') return <Radix.Separator key={index} className={menuClasses.separator} />
            const common = { className: menuClasses.item, disabled: entry.disabled ?? false, onSelect: entry.onSelect }
            return entry.checked === undefined ? (
              <Radix.Item key={entry.label} {...common}>
                <MenuRow entry={entry} />
              </Radix.Item>
            ) : (
              <Radix.CheckboxItem key={entry.label} {...common} checked={entry.checked}>
                <MenuRow entry={entry} />
              </Radix.CheckboxItem>
            )
          })}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
