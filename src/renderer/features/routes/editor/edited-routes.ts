// Which routes were edited since the file was last saved, and whether anything else was.
import { createStore } from 'zustand/vanilla'
import type { DocumentState, RouteFields } from '../../../../shared/route.ts'

interface EditedRoutes {
  /** By the path that stands in the document: the fields as JSON, as they are in the file. */
  saved: Readonly<Record<string, string>>
  /** Revisions of the document that the editor made. */
  own: ReadonlySet<number>
  /** The document holds changes that the editor did not make. */
  hasOthers: boolean
}

const nothing: EditedRoutes = { saved: {}, own: new Set(), hasOthers: false }

export const editedRoutes = createStore<EditedRoutes>(() => nothing)

/** The editor has made this revision; `before` and `after` are the route around it. */
export function markEdited(before: RouteFields, after: RouteFields, revision: number): void {
  const { saved, own } = editedRoutes.getState()
  const { [before.path]: first = JSON.stringify(before), ...others } = saved
  editedRoutes.setState({ saved: { ...others, [after.path]: first }, own: new Set([...own, revision]) })
}

/** The document as the page sees it: once saved, nothing is edited any more. */
export function followDocument({ isDirty, revision }: DocumentState, isBusy: boolean): void {
  const { own, hasOthers } = editedRoutes.getState()
  if (!isDirty) editedRoutes.setState(nothing, true)
  else if (!isBusy && !hasOthers && !own.has(revision)) editedRoutes.setState({ hasOthers: true })
}

export function isEdited({ saved }: EditedRoutes, fields: RouteFields): boolean {
  const before = saved[fields.path]
  return before !== undefined && before !== JSON.stringify(fields)
}

/** Whether a revert would take more than the edits of this route. */
export function losesOthers({ saved, hasOthers }: EditedRoutes, path: string): boolean {
  return hasOthers || Object.keys(saved).some((other) => other !== path)
}
