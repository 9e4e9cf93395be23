type Key = string | number

/** What is chosen in a list, and from where the choice grows. */
export interface Selection<Id extends Key = string> {
  ids: ReadonlySet<Id>
  /** Where Shift counts from. */
  anchor: Id | null
  /** The one the keys act from. */
  active: Id | null
}

/** A list of texts, or for long ones an array of numbers. */
interface Order<Id extends Key> {
  readonly [index: number]: Id
  readonly length: number
  indexOf(id: Id): number
  slice(start: number, end: number): Iterable<Id>
  [Symbol.iterator](): Iterator<Id>
}

export interface Reach {
  /** Shift: everything between the anchor and here. */
  extend?: boolean
  /** Control or Command: this one in or out, the others stay. */
  toggle?: boolean
}

export const nothingSelected: Selection<never> = { ids: new Set<never>(), anchor: null, active: null }

/** The selection after a click on `id`, or after the keys moved there, in a list in this order. */
export function selectAt<Id extends Key>(selection: Selection<Id>, order: Order<Id>, id: Id, reach: Reach = {}): Selection<Id> {
  const to = order.indexOf(id)
  if (to < 0) return selection
  if (reach.extend) {
    const from = selection.anchor === null ? to : order.indexOf(selection.anchor)
    const start = from < 0 ? to : from
    const ids = new Set(reach.toggle ? selection.ids : [])
    for (const between of order.slice(Math.min(start, to), Math.max(start, to) + 1)) ids.add(between)
    return { ids, anchor: order[start] ?? id, active: id }
  }
  if (reach.toggle) {
    const ids = new Set(selection.ids)
    if (!ids.delete(id)) ids.add(id)
    return { ids, anchor: id, active: id }
  }
  return { ids: new Set([id]), anchor: id, active: id }
}

/** Everything, with the active one where it was. */
export function selectAll<Id extends Key>(selection: Selection<Id>, order: Order<Id>): Selection<Id> {
  return { ids: new Set(order), anchor: order[0] ?? null, active: selection.active ?? order[0] ?? null }
}

/** What was not chosen, and nothing of what was. */
export function invert<Id extends Key>(selection: Selection<Id>, order: Order<Id>): Selection<Id> {
  const ids = new Set<Id>()
  for (const id of order) if (!selection.ids.has(id)) ids.add(id)
  return { ids, anchor: selection.anchor, active: selection.active }
}

/** What is left of a selection when the list has changed. The same object when nothing is lost. */
export function keepKnown<Id extends Key>(selection: Selection<Id>, known: (id: Id) => boolean): Selection<Id> {
  const ids = [...selection.ids].filter(known)
  const anchor = selection.anchor !== null && known(selection.anchor) ? selection.anchor : null
  const active = selection.active !== null && known(selection.active) ? selection.active : null
  if (ids.length === selection.ids.size && anchor === selection.anchor && active === selection.active) return selection
  return { ids: new Set(ids), anchor, active: active ?? ids[0] ?? null }
}
