import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel, ResizeHandle } from '../ui'
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
  children: ReactNode
}

/** A panel beside the centre that can be resized and closed (Mod+B, Mod+Alt+B), and remembers it. */
export function SidePanel({ id, side, label, initial, min = 240, max = 480, children }: SidePanelProps) {
  const size = usePanels((state) => state.sizes[id] ?? initial)
  const open = usePanels((state) => (side === 'left' ? state.leftOpen : state.rightOpen))
  const { t } = useTranslation()
  if (!open) return null
  return (
    <Panel label={label} side={side} width={size} className="max-w-[36vw]">
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
