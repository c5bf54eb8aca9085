// Whether the document can be saved now, and if not, why, in words for the button.
import { formatPlural } from '../../../../shared/format.ts'
import type { RoutesState } from '../../../../shared/route.ts'
import { isUnread } from '../../config/config-words.ts'

/** null: it can be saved. @param isPending a change is on its way to main */
export function whyNotSaved({ document, problems, file }: RoutesState, isPending: boolean): string | null {
  // What is wrong then is that the file could not be read, not what stands in it.
  const errors = isUnread({ document }) ? 0 : problems.filter(({ severity }) => severity === 'error').length
  if (errors > 0)
    return `${file.name} has ${formatPlural(errors, 'error')}. Correct ${errors === 1 ? 'it' : 'them'} first.`
  if (document.disk === 'read-only') return `${file.name} may not be written.`
  return document.isDirty || isPending || document.disk === 'deleted' ? null : 'There is nothing to save.'
}
