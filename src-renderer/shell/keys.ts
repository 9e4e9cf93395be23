/** What is asked of a key event; a part of `KeyboardEvent`, so that it can be tested without a window. */
export interface Press {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac')

const modifiers = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified'])

/**
 * A press in the form keys are written here: `Mod+Shift+P`, `?`, `Alt+ArrowUp`; null for a modifier alone. Shift is told only with
 * letters and named keys: with signs and digits it is what makes the sign on some keyboards and not on others.
 */
export function pressedKeys(press: Press, mac = isMac): string | null {
  if (modifiers.has(press.key)) return null
  const mod = mac ? press.metaKey : press.ctrlKey
  if (mac ? press.ctrlKey : press.metaKey) return null
  // With Alt a Mac types another sign: the place of the key tells the letter.
  const letter = press.altKey && /^Key[A-Z]$/.test(press.code) ? press.code.slice(3) : press.key
  const key = letter === ' ' ? 'Space' : letter.length === 1 ? letter.toUpperCase() : letter
  const tellsShift = key.length > 1 || key.toLowerCase() !== key.toUpperCase()
  return [mod && 'Mod', press.altKey && 'Alt', press.shiftKey && tellsShift && 'Shift', key].filter(Boolean).join('+')
}

const macSigns: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const signs: Record<string, string> = {
  Mod: 'Ctrl', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Enter: '↵', Delete: 'Del', Escape: 'Esc',
}

/** Keys as they are shown: `Ctrl ↵`, `⌘K`. */
export function shownKeys(keys: string, mac = isMac): string {
  const parts = keys.split('+').map((part) => (mac ? macSigns[part] : undefined) ?? signs[part] ?? part)
  return parts.join(mac ? '' : ' ')
}
