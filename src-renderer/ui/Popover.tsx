import { Popover as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { usePortalContainer } from './portal'

interface PopoverProps {
  trigger: ReactElement
  children: ReactNode
  /** Read aloud. */
  label: string
  open?: boolean
  onOpenChange?: (open: boolean) => void
  align?: 'start' | 'center' | 'end'
  /** Width in pixels; `trigger`: as wide as what opens it. */
  width?: number | 'trigger'
}

/** A small panel that floats beside a control. */
export function Popover({ trigger, children, label, open, onOpenChange, align = 'start', width = 280 }: PopoverProps) {
  const container = usePortalContainer()
  return (
    <Radix.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          style={{ width: width === 'trigger' ? 'var(--radix-popover-trigger-width)' : width }}
          className="z-50 max-h-(--radix-popover-content-available-height) animate-fade overflow-y-auto rounded-panel bg-panel text-text shadow-float outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
