/** An edit that can be taken back and done again. */
export interface Edit {
  undo: () => Promise<void>
  redo: () => Promise<void>
}

/** The edits of this session, the newest last; `at` is how many of them are in force. */
export interface EditHistory {
  edits: readonly Edit[]
  at: number
}

export const editsKept = 100
export const noEdits: EditHistory = { edits: [], at: 0 }

/** A new edit ends what could have been redone. */
export function withEdit(history: EditHistory, edit: Edit): EditHistory {
  const edits = [...history.edits.slice(0, history.at), edit].slice(-editsKept)
  return { edits, at: edits.length }
}

/** What Undo takes back; null when there is nothing. */
export function undoStep(history: EditHistory): { edit: Edit; history: EditHistory } | null {
  const edit = history.edits[history.at - 1]
  return edit ? { edit, history: { ...history, at: history.at - 1 } } : null
}

/** What Redo does again; null when there is nothing. */
export function redoStep(history: EditHistory): { edit: Edit; history: EditHistory } | null {
  const edit = history.edits[history.at]
  return edit ? { edit, history: { ...history, at: history.at + 1 } } : null
}
