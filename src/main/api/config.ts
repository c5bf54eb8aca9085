// Calls about the open config.yaml as a whole: its text, undo, saving, other files, import and export.
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { CallHandlers } from '../../shared/contract.ts'
import { CallError } from '../../shared/errors.ts'
import { formatPlural } from '../../shared/format.ts'
import { importRoutes } from '../config/edits/import-routes.ts'
import { previewImport } from '../config/edits/preview-import.ts'
import { setMasterKey } from '../config/edits/set-master-key.ts'
import { exportForLitellm } from '../config/export-litellm.ts'
import { readText } from '../config/read-text.ts'
import { writeText } from '../config/write-text.ts'
import { type RoutesServices, routesState } from './route-view.ts'
import type { Services } from './services.ts'

type Names = Extract<keyof CallHandlers, `config.${string}`>

type ConfigServices = RoutesServices & Pick<Services, 'fileDialogs' | 'leaving' | 'settings'>

/** What a new file begins with. */
const emptyConfigText = 'general_settings:\n  pass_through_endpoints: []\n'

/** Milliseconds without a change after which what is typed is a step of its own. */
const typingPause = 1000

export function configHandlers(services: ConfigServices): Pick<CallHandlers, Names> {
  const { config: document, fileDialogs, leaving, settings } = services
  /** The file of the last preview: what is imported is what was shown. */
  let previewed: { token: string; text: string } | null = null
  let exportedTo: string | null = null
  const burst = createBursts()
  const state = () => routesState(services)

  /** Asks about unsaved changes before anything else; null where the user cancels, or names no file. */
  const openNext = async (choose: () => Promise<string | null>) => {
    const path = (await leaving.mayLeaveFile()) ? await choose() : null
    if (path === null) return null
    await openConfig(services, path)
    return state()
  }
  const acted = (step: number | null) => ({ ...state(), step })

  const exported = () => {
    try {
      return exportForLitellm(document.text)
    } catch {
      throw new CallError('config_invalid', 'The file has errors. Correct it first.')
    }
  }

  return {
    'config.text': () => ({ text: document.text, saved: document.saved, revision: document.state.revision }),
    'config.setText': async ({ text, revision }) => {
      await document.type('Typing', `text ${burst.number()}`, () => {
        if (document.state.revision !== revision) throw new CallError('conflict', 'The text has changed meanwhile.')
        return text
      })
      return state()
    },
    'config.save': async ({ overwrite }) => {
      await document.save(overwrite)
      return state()
    },
    'config.revert': async () => acted(await document.revert()),
    'config.undo': async (input) => {
      await document.undo(input?.step)
      return state()
    },
    'config.redo': async () => {
      await document.redo()
      return state()
    },
    'config.onDisk': async () => ({ text: await readText(document.path).catch(() => null) }),
    'config.open': async ({ recent }) => {
      // The window names no path of its own making.
      if (recent !== undefined && !settings.current.recentFiles.includes(recent)) throw new CallError('invalid_input')
      return openNext(async () => recent ?? (await fileDialogs.chooseOpen('yaml')))
    },
    'config.openDropped': ({ path }) => openNext(async () => path),
    'config.create': () =>
      openNext(async () => {
        const path = await fileDialogs.chooseSave('config.yaml', 'yaml')
        if (path !== null) await writeText(path, emptyConfigText, null)
        return path
      }),
    'config.reveal': ({ what }) => {
      fileDialogs.reveal((what === 'export' ? exportedTo : null) ?? document.path)
      return undefined
    },
    'config.previewImport': async () => {
      const path = await fileDialogs.chooseOpen('yaml')
      if (path === null) return null
      const text = await readText(path)
      const routes = previewImport(document.text, text, document.readYaml)
      previewed = { token: randomUUID(), text }
      const names = [...new Set(routes.flatMap(({ variables }) => variables))]
      const variables = names.map((name) => ({ name, source: services.variables.get(name).source }))
      return { token: previewed.token, name: basename(path), routes, variables }
    },
    'config.import': async ({ token, routes }) => {
      if (previewed?.token !== token) throw new CallError('conflict', 'Another file was chosen meanwhile.')
      const { text: from } = previewed
      const label = `Import ${formatPlural(routes.length, 'route')}`
      const step = await document.edit(label, (text) => importRoutes(text, from, routes, document.readYaml))
      previewed = null
      return acted(step)
    },
    'config.previewExport': () => exported(),
    'config.export': async () => {
      const { text } = exported()
      const path = await fileDialogs.chooseSave('litellm-config.yaml', 'yaml')
      if (path === null) return null
      await writeText(path, text, null)
      exportedTo = path
      return { path }
    },
    'config.setMasterKey': async ({ name }) =>
      acted(
        await document.edit('Set client key', (text) => setMasterKey(text, `os.environ/${name}`, document.readYaml)),
      ),
  }
}

/** Numbers what comes in a row without a pause, so that undo takes one row back at a time. */
function createBursts(): { number(): number } {
  let number = 0
  let last = 0
  return {
    number() {
      const now = performance.now()
      if (now - last > typingPause) number++
      last = now
      return number
    },
  }
}

/** Opens another file and remembers it. @throws CallError file_error; the open one stays then */
export async function openConfig(
  { config, settings }: Pick<Services, 'config' | 'settings'>,
  path: string,
): Promise<void> {
  const left = config.path
  await config.open(path)
  // The app's own file, with which the first start began, is not among them yet.
  const known = settings.current.recentFiles
  const before = known.includes(left) ? known : [left, ...known]
  settings.update({ recentFiles: withRecent(before, config.path) })
}

/** The newest first. */
export function withRecent(files: readonly string[], opened: string): string[] {
  return [opened, ...files.filter((file) => file !== opened)].slice(0, 10)
}
