/** What is chosen in a list, and from where the choice grows. */
export interface Selection {
  ids: ReadonlySet<string>
  /** Where Shift counts from. */
  anchor: string | null
  /** The one the keys act from. */
  active: string | null
}

export interface Reach {
  /** Shift: everything between the anchor and here. */
  extend?: boolean
  /** Control or Command: this one in or out, the others stay. */
  toggle?: boolean
}

export const nothingSelected: Selection = { ids: new Set(), anchor: null, active: null }

/** The selection after a click on `id`, or after the keys moved there, in a list in this order. */
export function selectAt(selection: Selection, order: readonly string[], id: string, reach: Reach = {}): Selection {
  const to = order.indexOf(id)
  if (to < 0) return selection
  if (reach.extend) {
    const from = selection.anchor === null ? to : order.indexOf(selection.anchor)
    const start = from < 0 ? to : from
    const between = order.slice(Math.min(start, to), Math.max(start, to) + 1)
    return { ids: new Set(reach.toggle ? [...selection.ids, ...between] : between), anchor: order[start] ?? id, active: id }
  }
  if (reach.toggle) {
    const ids = new Set(selection.ids)
    if (!ids.delete(id)) ids.add(id)
    return { ids, anchor: id, active: id }
  }
  return { ids: new Set([id]), anchor: id, active: id }
}

/** Everything, with the active one where it was. */
export function selectAll(selection: Selection, order: readonly string[]): Selection {
  return { ids: new Set(order), anchor: order[0] ?? null, active: selection.active ?? order[0] ?? null }
}

/** What is left of a selection when the list has changed. The same object when nothing is lost. */
export function keepKnown(selection: Selection, known: (id: string) => boolean): Selection {
  const ids = [...selection.ids].filter(known)
  const anchor = selection.anchor !== null && known(selection.anchor) ? selection.anchor : null
  const active = selection.active !== null && known(selection.active) ? selection.active : null
  if (ids.length === selection.ids.size && anchor === selection.anchor && active === selection.active) return selection
  return { ids: new Set(ids), anchor, active: active ?? ids[0] ?? null }
}
