import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from './Kbd'
import { usePortalContainer } from './portal'

interface TooltipProps {
  label: ReactNode
  shortcut?: string | null | undefined
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactElement
}

/** A short text for the control inside it, on hover and on focus. */
export function Tooltip({ label, shortcut, side = 'bottom', children }: TooltipProps) {
  const container = usePortalContainer()
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-72 animate-fade items-center gap-2 rounded-control bg-raised px-2 py-1 text-small text-text shadow-float"
        >
          {label}
          {shortcut ? <Kbd keys={shortcut} /> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Once, around the app: lets neighbouring tooltips follow each other without a wait. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={500} skipDelayDuration={300}>
      {children}
    </Radix.Provider>
  )
}
