import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classes, Panel, ResizeHandle } from '../ui'
import { resizePanel, usePanels } from './panels'

interface SidePanelProps {
  /** Its size is remembered under this name. */
  id: string
  side: 'left' | 'right'
  label: string
  /** Pixels. */
  initial: number
  min?: number
  max?: number
  /** Gives its place to the centre in a small window, because it has nothing to show yet. */
  yields?: boolean
  children: ReactNode
}

/** A panel beside the centre that can be resized and closed (Mod+B, Mod+Alt+B), and remembers it. */
export function SidePanel({ id, side, label, initial, min = 240, max = 480, yields = false, children }: SidePanelProps) {
  const size = usePanels((state) => state.sizes[id] ?? initial)
  const open = usePanels((state) => (side === 'left' ? state.leftOpen : state.rightOpen))
  const { t } = useTranslation()
  if (!open) return null
  return (
    <Panel label={label} side={side} width={size} className={classes('max-w-[34vw]', yields && 'max-xl:hidden')}>
      <ResizeHandle
        label={t('app.resize', { panel: label })}
        edge={side === 'left' ? 'right' : 'left'}
        size={size}
        min={min}
        max={max}
        initial={initial}
        onResize={(wanted) => resizePanel(id, wanted)}
      />
      {children}
    </Panel>
  )
}
