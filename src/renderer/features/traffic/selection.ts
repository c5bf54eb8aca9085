// Which rows are selected, and how keys and clicks change that.

export interface Selection {
  /** Where the next key starts from, and what the pane shows; null where nothing is selected. */
  active: string | null
  /** The other end of a range. */
  anchor: string | null
  ids: ReadonlySet<string>
}

export const noSelection: Selection = { active: null, anchor: null, ids: new Set() }

interface Row {
  id: string
}

export function selectOne(id: string): Selection {
  return { active: id, anchor: id, ids: new Set([id]) }
}

/** ⌘ or Ctrl click: in or out. */
export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  if (ids.size === 0) return noSelection
  const active = ids.has(id) ? id : ([...ids].at(-1) ?? null)
  return { active, anchor: id, ids }
}

/** ⇧ click and ⇧ arrows: from the anchor to this row. Without an anchor in the list it is the row alone. */
export function extendTo(selection: Selection, rows: readonly Row[], id: string): Selection {
  const from = rows.findIndex((row) => row.id === selection.anchor)
  const to = rows.findIndex((row) => row.id === id)
  if (from < 0 || to < 0) return selectOne(id)
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { active: id, anchor: selection.anchor, ids: new Set(range.map((row) => row.id)) }
}

export function selectAll(selection: Selection, rows: readonly Row[]): Selection {
  const last = rows.at(-1)
  if (!last) return noSelection
  const ids = new Set(rows.map((row) => row.id))
  const active = selection.active !== null && ids.has(selection.active) ? selection.active : last.id
  return { active, anchor: active, ids }
}

/** Without rows that are gone. */
export function without(selection: Selection, isGone: (id: string) => boolean): Selection {
  const ids = new Set([...selection.ids].filter((id) => !isGone(id)))
  if (ids.size === selection.ids.size) return selection
  if (ids.size === 0) return noSelection
  const active = selection.active !== null && ids.has(selection.active) ? selection.active : ([...ids].at(-1) ?? null)
  return { active, anchor: selection.anchor !== null && ids.has(selection.anchor) ? selection.anchor : active, ids }
}

/**
 * Where all that is selected goes, the row that follows is selected, else the one before, so that the keys go on
 * from there; null where some of the selection stays, or nothing is left.
 */
export function afterDelete(selection: Selection, rows: readonly Row[], gone: ReadonlySet<string>): Selection | null {
  if (selection.active === null || [...selection.ids].some((id) => !gone.has(id))) return null
  const at = rows.findIndex((row) => row.id === selection.active)
  if (at < 0) return null
  const stays = (row: Row) => !gone.has(row.id)
  const next = rows.slice(at).find(stays) ?? rows.slice(0, at).findLast(stays)
  return next ? selectOne(next.id) : null
}
