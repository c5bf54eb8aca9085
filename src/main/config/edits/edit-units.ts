// Applies edits to the routes of a list that was taken apart, each to the route that it belongs to.
import { applyEdits } from '../text-edit.ts'
import type { OwnedEdit } from './anchors.ts'
import { Uneditable } from './config-text.ts'
import { type Layout, offsetsOf } from './list-layout.ts'

export function withEdits(layout: Layout, edits: readonly OwnedEdit[]): Layout {
  let done = 0
  const starts = offsetsOf(layout)
  const units = layout.units.map((unit, position) => {
    const start = starts[position] as number
    // Without commas, the whole of it is one text.
    const source = layout.kind === 'block' ? unit.before + unit.after : unit.before
    const own = edits.filter(({ owner }) => owner >= start && owner < start + source.length)
    if (own.length === 0) return unit
    done += own.length
    const shifted = own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))
    if (shifted.some(({ end }) => end > source.length)) throw new Uneditable()
    const before = applyEdits(source, shifted)
    return layout.kind === 'block' ? { ...unit, before, after: '' } : { ...unit, before }
  })
  if (done < edits.length) throw new Uneditable()
  return { ...layout, units }
}
