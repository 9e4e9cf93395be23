import { useState } from 'react'
import { resetLayout, toggle } from './panels'
import { openScreen } from './screen'
import { useCommand } from './useCommand'

/** Gives the commands of the frame something to do, and tells what lies open over it. */
export function useShellCommands() {
  const [over, setOver] = useState<'palette' | 'help' | null>(null)
  useCommand('app.palette', () => setOver('palette'))
  useCommand('app.help', () => setOver('help'))
  useCommand('app.find', () => document.getElementById('library-search')?.focus())
  useCommand('app.resetLayout', resetLayout)
  useCommand('screen.create', () => openScreen({ name: 'create' }))
  useCommand('screen.models', () => openScreen({ name: 'models' }))
  useCommand('screen.library', () => openScreen({ name: 'library' }))
  useCommand('screen.queue', () => openScreen({ name: 'queue' }))
  useCommand('screen.settings', () => openScreen({ name: 'settings' }))
  useCommand('panel.left', () => toggle('leftOpen'))
  useCommand('panel.right', () => toggle('rightOpen'))
  useCommand('panel.queue', () => toggle('drawerOpen'))
  const close = () => setOver(null)
  return { palette: over === 'palette', help: over === 'help', closePalette: close, closeHelp: close }
}
