import { create } from 'zustand'

/** What opens over Create. */
export type Tool = 'help' | 'wildcards' | 'history' | 'presets' | 'matrix' | 'import'

export const useTools = create<{ open: Tool | null }>(() => ({ open: null }))

export function openTool(tool: Tool | null): void {
  useTools.setState({ open: tool })
}
