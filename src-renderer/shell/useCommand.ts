import { useEffect, useRef } from 'react'
import { commandFacts, commandIds, type CommandId } from './commands'
import { keysOf, useKeymap } from './keymap'
import { pressedKeys } from './keys'

type Handler = () => void
const handlers = new Map<CommandId, { current: Handler }[]>()

/**
 * Gives a command something to do while the component is there; null: not now. Where two offer the same command, the one mounted
 * last has it.
 */
export function useCommand(id: CommandId, handler: Handler | null): void {
  const latest = useRef<Handler>(() => {})
  useEffect(() => {
    if (handler) latest.current = handler
  })
  const offered = handler !== null
  useEffect(() => {
    if (!offered) return
    const entry = latest
    handlers.set(id, [...(handlers.get(id) ?? []), entry])
    return () => {
      handlers.set(id, (handlers.get(id) ?? []).filter((other) => other !== entry))
    }
  }, [id, offered])
}

/** Runs a command where something offers it; tells whether. */
export function runCommand(id: CommandId): boolean {
  const handler = handlers.get(id)?.at(-1)
  handler?.current()
  return handler !== undefined
}

/** The commands that would do something now, for the palette. */
export function offeredCommands(): CommandId[] {
  return commandIds.filter((id) => (handlers.get(id)?.length ?? 0) > 0)
}

export function isCommandId(id: string): id is CommandId {
  return (commandIds as string[]).includes(id)
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button', 'color'].includes(target.type)
}

/** Keys that the focused control has a use for itself. */
function ownKeys(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, select, input, summary, [role=slider], [role=menu], [role=separator], [role=listbox]') !== null
}

/** The one listener: turns presses into commands. */
export function listenToKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.getModifierState('AltGraph')) return
    const keys = pressedKeys(event)
    // What is open over the app has the keyboard.
    if (keys === null || document.querySelector('dialog[open], [role=menu]') !== null) return
    const typing = isTyping(event.target)
    const hasMod = keys.startsWith('Mod+')
    const named = /^(Space|Enter|Arrow\w+|Home|End|Escape)$/.test(keys)
    if (named && keys !== 'Escape' && ownKeys(event.target)) return
    const { changed } = useKeymap.getState()
    const able = commandIds.filter((id) => {
      const facts = commandFacts(id)
      if (!keysOf(id, changed).includes(keys)) return false
      return typing ? (hasMod ? facts.notWhileTyping !== true : facts.whileTyping === true) : true
    })
    // Of several with these keys the one whose screen is shown has a handler.
    const id = able.find((candidate) => (handlers.get(candidate)?.length ?? 0) > 0)
    if (id === undefined) return
    event.preventDefault()
    runCommand(id)
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}
