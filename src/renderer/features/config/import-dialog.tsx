// Imports routes of another config.yaml: which of them, and what becomes of those that this file has already.
import { useState } from 'react'
import { useStore } from 'zustand'
import { formatPlural } from '../../../shared/format.ts'
import { call, messageOf } from '../../api.ts'
import { useLive } from '../../live-value.ts'
import { Button } from '../../ui/button.tsx'
import { CheckChoice } from '../../ui/check-choice.tsx'
import { Dialog, DialogBody, DialogFoot } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { ErrorWords, Words } from '../../ui/words.tsx'
import { routes } from '../routes/store.ts'
import {
  closeConfigDialog,
  configDialogs,
  type ImportPreview,
  type ImportSource,
  openConfigDialog,
} from './config-dialogs-store.ts'
import { offerUndo } from './file-actions.ts'
import { chosenRoutes, firstChoices, missingNames, tickOf } from './import-choice.ts'
import styles from './import-dialog.module.css'
import { ImportRow } from './import-row.tsx'

/** Asks which file, and shows what is in it; a file that cannot be read is told in the dialog too. */
export async function openImport(): Promise<void> {
  const source = await call('config.previewImport').then(
    (preview): ImportSource | null => preview && { status: 'ready', preview },
    (error: unknown): ImportSource => ({ status: 'failed', message: messageOf(error) }),
  )
  if (source !== null) openConfigDialog({ kind: 'import', source })
}

/** Stands once in the app. */
export function ImportDialog() {
  const open = useStore(configDialogs, (state) => state.open)
  const source = open?.kind === 'import' ? open.source : null
  const [shown, setShown] = useState(source)
  if (source !== null && source !== shown) setShown(source)
  const title = shown?.status === 'ready' ? `Import routes of ${shown.preview.name}` : 'Import routes'
  return (
    <Dialog
      size="wide"
      open={source !== null}
      title={title}
      onClose={closeConfigDialog}
      onClosed={() => setShown(null)}
    >
      {shown?.status === 'ready' && shown.preview.routes.length > 0 ? (
        <ImportForm key={shown.preview.token} preview={shown.preview} />
      ) : (
        shown && <NothingToImport source={shown} />
      )}
    </Dialog>
  )
}

function NothingToImport({ source }: { source: ImportSource }) {
  return (
    <>
      <DialogBody>
        {source.status === 'failed' ? (
          <ErrorWords>{source.message}</ErrorWords>
        ) : (
          <Words>
            {source.preview.name} has no routes: its <code>general_settings.pass_through_endpoints</code> is empty or
            missing.
          </Words>
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={closeConfigDialog}>Close</Button>
        <Button kind="primary" onClick={() => void openImport()}>
          Choose another file…
        </Button>
      </DialogFoot>
    </>
  )
}

function ImportForm({ preview }: { preview: ImportPreview }) {
  const list = preview.routes
  const file = useLive(routes).value?.file.name ?? 'config.yaml'
  const [choices, setChoices] = useState(() => firstChoices(list))
  const [isImporting, setImporting] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const chosen = chosenRoutes(list, choices)
  const missing = missingNames(list, choices, preview.variables)

  const tickAll = (isTicked: boolean) =>
    setChoices(new Map(list.map((route) => [route.index, isTicked ? tickOf(route) : 'skip'])))
  const run = async () => {
    setImporting(true)
    setFailure(null)
    try {
      const state = await call('config.import', { token: preview.token, routes: chosen })
      routes.set(state)
      const imported = `Imported ${formatPlural(chosen.length, 'route')}.`
      offerUndo(state.document.isDirty ? `${imported} ${state.file.name} is not saved yet.` : imported, state)
      closeConfigDialog()
    } catch (error) {
      setFailure(`${messageOf(error)} Nothing was imported.`)
      setImporting(false)
    }
  }

  return (
    <DialogForm onSubmit={() => void run()}>
      <DialogBody>
        <CheckChoice
          label={`${formatPlural(chosen.length, 'route')} of ${list.length} chosen`}
          help={`They are written behind the last route of ${file}. Other settings of ${preview.name} stay there.`}
          checked={chosen.length === list.length}
          indeterminate={chosen.length > 0 && chosen.length < list.length}
          onCheckedChange={tickAll}
        />
        <ul className={styles.list} aria-label="Routes to import">
          {list.map((route) => (
            <ImportRow
              key={route.index}
              route={route}
              variables={preview.variables}
              choice={choices.get(route.index) ?? 'skip'}
              onChoose={(choice) => setChoices(new Map(choices).set(route.index, choice))}
            />
          ))}
        </ul>
        <ErrorWords>{failure}</ErrorWords>
      </DialogBody>
      <DialogFoot
        note={
          missing.length > 0 && (
            <>
              <code>{missing.join(', ')}</code> {missing.length === 1 ? 'is' : 'are'} not set. Requests that need{' '}
              {missing.length === 1 ? 'it' : 'them'} will fail.
            </>
          )
        }
      >
        <Button onClick={closeConfigDialog}>Cancel</Button>
        <Button type="submit" kind="primary" busy={isImporting} disabled={chosen.length === 0}>
          {chosen.length === 0 ? 'Import' : `Import ${formatPlural(chosen.length, 'route')}`}
        </Button>
      </DialogFoot>
    </DialogForm>
  )
}
