// What each part of the editor's form gets.
import type { RouteFields } from '../../../../shared/route.ts'
import type { DraftState, RouteDraft } from './route-draft.ts'
import type { RouteProblems } from './route-problems.ts'

export interface EditProps {
  fields: RouteFields
  problems: RouteProblems
  refusals: DraftState['refusals']
  change: RouteDraft['change']
}
