// Adds a route from a preset or an empty one, and asks for the key that it needs.
import { customFields, type Preset, presetFields, presetVariables } from '../../../shared/presets.ts'
import { openPage } from '../../pages.ts'
import { secrets } from '../secrets/store.ts'
import { currentUrl } from '../server/store.ts'
import { addRoute } from './actions.ts'
import { askForSecrets } from './dialogs-store.ts'
import { focusEditor } from './focus.ts'
import { currentRoutes } from './store.ts'

const paths = () => currentRoutes().map(({ path }) => path)

function isSet(name: string): boolean {
  const source = secrets.store.getState().value?.secrets.find((secret) => secret.name === name)?.source
  return source !== undefined && source !== 'missing' && source !== 'unreadable'
}

/** On the Routes page, whichever page it is called from. */
export async function addPreset(preset: Preset): Promise<void> {
  openPage('routes')
  const fields = presetFields(preset, paths())
  const base = `${currentUrl()}${fields.path}${preset.base}`
  if (!(await addRoute(fields, `Added ${fields.path}. Base URL for clients: ${base}`))) return
  const missing = presetVariables(preset).filter((name) => !isKnownAsSet(name))
  if (missing.length > 0) askForSecrets(missing)
  else focusEditor()
}

/** The new route's own state tells of the environment too, which the secrets hear of a moment later. */
function isKnownAsSet(name: string): boolean {
  const variable = currentRoutes().flatMap(({ variables }) => variables.find((other) => other.name === name) ?? [])[0]
  if (variable) return variable.source !== 'missing' && variable.source !== 'unreadable'
  return isSet(name)
}

export async function addCustomRoute(): Promise<void> {
  openPage('routes')
  if (await addRoute(customFields(paths()))) focusEditor()
}
