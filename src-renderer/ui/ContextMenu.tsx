import { ContextMenu as Radix } from 'radix-ui'
import type { ReactElement } from 'react'
import { MenuRow } from './MenuRow'
import { menuClasses, type MenuEntry } from './menuItems'
import { usePortalContainer } from './portal'

/** A list of actions at the pointer, or by the menu key, for what lies inside. Everything in it is reachable another way too. */
export function ContextMenu({ entries, children }: { entries: readonly MenuEntry[]; children: ReactElement }) {
  const container = usePortalContainer()
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content collisionPadding={8} loop className={menuClasses.content}>
          {entries.map((entry, index) =>
            entry === 'separator' ? (
              <Radix.Separator key={index} className={menuClasses.separator} />
            ) : (
              <Radix.Item key={entry.label} disabled={entry.disabled ?? false} onSelect={entry.onSelect} className={menuClasses.item}>
                <MenuRow entry={entry} />
              </Radix.Item>
            ),
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
