import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { commandFacts, commandIds, type CommandId } from './commands'
import { shownKeys } from './keys'

interface Keymap {
  /** What the user set: keys, or null for a command that has none. */
  changed: Partial<Record<CommandId, string | null>>
}

/** The user's own keys, kept by the page. */
export const useKeymap = create<Keymap>()(persist((): Keymap => ({ changed: {} }), { name: 'keys' }))

/** The keys that run a command now. */
export function keysOf(id: CommandId, changed: Keymap['changed']): readonly string[] {
  const own = changed[id]
  if (own === undefined) return commandFacts(id).keys
  return own === null ? [] : [own]
}

/** Commands of the same place that already have these keys: two screens may share one, a screen and the app may not. */
export function commandsWithKeys(keys: string, except: CommandId, changed: Keymap['changed']): CommandId[] {
  const everywhere = new Set(['screen', 'app', 'panel'])
  const group = (id: CommandId) => id.slice(0, id.indexOf('.'))
  return commandIds.filter(
    (id) =>
      id !== except &&
      keysOf(id, changed).includes(keys) &&
      (group(id) === group(except) || everywhere.has(group(id)) || everywhere.has(group(except))),
  )
}

export function remap(id: CommandId, keys: string | null): void {
  useKeymap.setState(({ changed }) => ({ changed: { ...changed, [id]: keys } }))
}

/** Back to the key the app came with. */
export function resetKeys(id: CommandId): void {
  useKeymap.setState(({ changed }) => {
    const { [id]: _dropped, ...rest } = changed
    return { changed: rest }
  })
}

/** The first key of a command as it is shown, for tooltips; null when it has none. */
export function useShortcut(id: CommandId): string | null {
  const keys = useKeymap((state) => keysOf(id, state.changed)[0])
  return keys === undefined ? null : shownKeys(keys)
}
