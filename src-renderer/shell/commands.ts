/**
 * Every command that has a key: the one registry that tooltips, palette and help read. The name of a command's text is
 * `app.commands.<id>`. None needs AltGr, so all can be typed on a Spanish keyboard; `Mod` is Ctrl, or Cmd on a Mac.
 */
interface CommandFacts {
  keys: readonly string[]
  /** Works in text fields although it has no Mod. */
  whileTyping?: true
  /** Left to the text field while typing, although it has Mod. */
  notWhileTyping?: true
}

export const commands = {
  'create.add': { keys: ['Mod+Enter'] },
  'create.addFirst': { keys: ['Mod+Shift+Enter'] },
  'create.promptOlder': { keys: ['Alt+ArrowUp'], whileTyping: true },
  'create.promptNewer': { keys: ['Alt+ArrowDown'], whileTyping: true },

  'screen.create': { keys: ['Mod+1'] },
  'screen.models': { keys: ['Mod+2'] },
  'screen.library': { keys: ['Mod+3'] },
  'screen.queue': { keys: ['Mod+4'] },
  'screen.settings': { keys: ['Mod+5', 'Mod+,'] },

  'app.palette': { keys: ['Mod+K'] },
  'app.find': { keys: ['Mod+F'] },
  'app.help': { keys: ['?'] },
  'app.back': { keys: ['Escape'] },
  'app.resetLayout': { keys: [] },

  'panel.left': { keys: ['Mod+B'] },
  'panel.right': { keys: ['Mod+Alt+B'] },
  'panel.queue': { keys: ['Mod+J'] },

  'models.use': { keys: ['Enter'] },
  'models.compare': { keys: ['C'] },
  'models.favourite': { keys: ['F'] },
  'models.refresh': { keys: ['Mod+R'] },

  'queue.cancelCurrent': { keys: ['Mod+.'] },
  'queue.pauseOrResume': { keys: ['Mod+Shift+P'] },
  'queue.selectAll': { keys: ['Mod+A'], notWhileTyping: true },
  'queue.cancel': { keys: ['Delete'] },
  'queue.retry': { keys: ['Mod+Shift+R'] },
  'queue.moveUp': { keys: ['Alt+ArrowUp'] },
  'queue.moveDown': { keys: ['Alt+ArrowDown'] },
  'queue.moveFirst': { keys: ['Alt+Home'] },
  'queue.moveLast': { keys: ['Alt+End'] },

  'library.undo': { keys: ['Mod+Z'], notWhileTyping: true },
  'library.redo': { keys: ['Mod+Shift+Z'], notWhileTyping: true },
  'library.selectAll': { keys: ['Mod+A'], notWhileTyping: true },
  'library.grid': { keys: ['G'] },
  'library.open': { keys: ['Enter'] },
  'library.quickLook': { keys: ['Space'] },
  'library.rate1': { keys: ['1'] },
  'library.rate2': { keys: ['2'] },
  'library.rate3': { keys: ['3'] },
  'library.rate4': { keys: ['4'] },
  'library.rate5': { keys: ['5'] },
  'library.rate0': { keys: ['0'] },
  'library.pick': { keys: ['P'] },
  'library.reject': { keys: ['X'] },
  'library.unpick': { keys: ['U'] },
  'library.favourite': { keys: ['F'] },
  'library.advance': { keys: ['Shift+A'] },
  'library.nextUnjudged': { keys: ['N'] },
  'library.previousUnjudged': { keys: ['Shift+N'] },
  'library.invert': { keys: ['Mod+I'], notWhileTyping: true },
  'library.clearSelection': { keys: ['Mod+D'] },
  'library.form': { keys: ['Shift+G'] },
  'library.addTags': { keys: ['Shift+T'] },
  'library.collect': { keys: ['Shift+C'] },
  'library.compare': { keys: ['C'] },
  'library.remix': { keys: ['R'] },
  'library.recallAll': { keys: ['A'] },
  'library.recallSeed': { keys: ['S'] },
  'library.recallPrompt': { keys: ['Shift+P'] },
  'library.trim': { keys: ['T'] },
  'library.rename': { keys: ['F2'] },
  'library.trash': { keys: ['Delete'] },
  'library.next': { keys: ['ArrowRight'] },
  'library.previous': { keys: ['ArrowLeft'] },

  'player.play': { keys: ['Space', 'K'] },
  'player.back': { keys: ['J'] },
  'player.forward': { keys: ['L'] },
  'player.frameBack': { keys: [',', 'ArrowLeft'] },
  'player.frameOn': { keys: ['.', 'ArrowRight'] },
  'player.start': { keys: ['Home'] },
  'player.end': { keys: ['End'] },

  'trim.in': { keys: ['I'] },
  'trim.out': { keys: ['O'] },
  'trim.toIn': { keys: ['Shift+I'] },
  'trim.toOut': { keys: ['Shift+O'] },
  'trim.export': { keys: ['Mod+E'] },
} as const satisfies Record<string, CommandFacts>

export type CommandId = keyof typeof commands
export const commandIds = Object.keys(commands) as CommandId[]
/** A command's part before the point: where the help lists it. */
export type CommandGroup = CommandId extends `${infer Group}.${string}` ? Group : never

export function commandFacts(id: CommandId): CommandFacts {
  return commands[id]
}
