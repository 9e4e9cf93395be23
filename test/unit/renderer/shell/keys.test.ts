import { describe, expect, it } from 'vitest'
import { commandIds, commandFacts } from '../../../../src-renderer/shell/commands'
import { commandsWithKeys, keysOf } from '../../../../src-renderer/shell/keymap'
import { pressedKeys, shownKeys, type Press } from '../../../../src-renderer/shell/keys'
import { goBack, openAsTemplate, openScreen, useScreen } from '../../../../src-renderer/shell/screen'

const press = (key: string, patch: Partial<Press> = {}): Press => ({
  key, code: `Key${key.toUpperCase()}`, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...patch,
})

describe('pressedKeys', () => {
  it.each([
    [press('k', { ctrlKey: true }), 'Mod+K'],
    [press('Enter', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Enter'],
    [press('P', { shiftKey: true }), 'Shift+P'],
    [press(' '), 'Space'],
    // The sign is what counts: on some keyboards it needs Shift, on others not.
    [press('?', { shiftKey: true, code: 'Minus' }), '?'],
    [press('1', { shiftKey: true, code: 'Digit1' }), '1'],
    [press('ArrowUp', { altKey: true, code: 'ArrowUp' }), 'Alt+ArrowUp'],
    [press('Control', { ctrlKey: true }), null],
    [press('k', { metaKey: true }), null],
  ])('writes a press as keys', (event, keys) => {
    expect(pressedKeys(event, false)).toBe(keys)
  })

  it('takes Cmd for Mod on a Mac, where Alt types other signs', () => {
    expect(pressedKeys(press('∫', { code: 'KeyB', metaKey: true, altKey: true }), true)).toBe('Mod+Alt+B')
    expect(pressedKeys(press('k', { ctrlKey: true }), true)).toBeNull()
  })

  it('shows keys as people know them', () => {
    expect(shownKeys('Mod+Shift+Enter', false)).toBe('Ctrl Shift ↵')
    expect(shownKeys('Mod+K', true)).toBe('⌘K')
  })
})

describe('the registry', () => {
  it('has no two commands of one place on the same keys, and none that shadows the app', () => {
    for (const id of commandIds) for (const keys of commandFacts(id).keys) expect([id, commandsWithKeys(keys, id, {})]).toEqual([id, []])
  })

  it('needs no AltGr: nothing but letters, digits, named keys and signs a Spanish keyboard types directly or with Shift', () => {
    for (const id of commandIds)
      for (const keys of commandFacts(id).keys) expect(keys.split('+').at(-1)).toMatch(/^([A-Z0-9]|F\d+|[.,?]|Enter|Space|Escape|Delete|Home|End|Arrow(Up|Down|Left|Right))$/)
  })

  it('lets a command be remapped and switched off', () => {
    expect(keysOf('app.palette', { 'app.palette': 'Mod+P' })).toEqual(['Mod+P'])
    expect(keysOf('app.palette', { 'app.palette': null })).toEqual([])
    expect(keysOf('app.palette', {})).toEqual(['Mod+K'])
  })
})

describe('screens', () => {
  it('goes back where one came from, once', () => {
    useScreen.setState({ current: { name: 'library' }, past: [] })
    openScreen({ name: 'viewer', itemId: 'a' })
    openScreen({ name: 'viewer', itemId: 'b' })
    goBack({ name: 'create' })
    expect(useScreen.getState().current).toEqual({ name: 'library' })
    goBack({ name: 'create' })
    expect(useScreen.getState().current).toEqual({ name: 'create' })
  })

  it('opens Create with what a job was made from', () => {
    const request = { type: 'IMAGE', provider: null, prompt: 'x', inputs: {}, references: [], options: {}, priority: null } as const
    openAsTemplate({ ...request, references: [] })
    expect(useScreen.getState().current).toMatchObject({ name: 'create', template: request })
  })
})
