// What the window says of the config file and its state.
import { formatPlural } from '../../../shared/format.ts'
import type { RoutesState } from '../../../shared/route.ts'

/** After a save, which only a file without errors comes to. */
export function savedWords({ file, routes }: Pick<RoutesState, 'file' | 'routes'>): string {
  return `Saved ${file.name}. ${formatPlural(routes.length, 'route')} loaded.`
}

/** The file cannot be read, and nothing here is unsaved: its one problem says why, and is none of its text. */
export const isUnread = ({ document }: Pick<RoutesState, 'document'>) =>
  (document.disk === 'deleted' || document.disk === 'unreadable') && !document.isDirty

export interface DiskWords {
  kind: 'info' | 'warn' | 'danger'
  fact: string
  remedy: string
}

/** What the banner says of how the document stands to the file on disk; null where there is nothing to say. */
export function diskWords(state: Pick<RoutesState, 'file' | 'document' | 'problems'>): DiskWords | null {
  const { file, document, problems } = state
  const { name } = file
  const reason = isUnread(state) ? problems[0]?.message : undefined
  switch (document.disk) {
    case 'same':
      return null
    case 'conflict':
      return {
        kind: 'warn',
        fact: `${name} was changed by another program.`,
        remedy: 'Your changes are not saved. Compare the two and choose which one stays.',
      }
    case 'deleted':
      return {
        kind: 'danger',
        fact: `${name} was deleted.`,
        remedy: 'Its last routes are still running. Save it again, or open another file.',
      }
    case 'unreadable':
      return {
        kind: 'danger',
        fact: `${name} cannot be read.`,
        remedy: `${reason ? `${reason} ` : ''}Its last routes are still running.`,
      }
    case 'read-only':
      return {
        kind: 'info',
        fact: `${name} is read-only.`,
        remedy: 'Its routes run. Changes cannot be saved until the file may be written.',
      }
  }
}

/** The folder of a file, for where its name alone does not tell which one it is. */
export function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '')
}
