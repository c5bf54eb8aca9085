// What concerns the open config file on every page: its dialogs, its key, and files dropped on the window.
import { useEffect } from 'react'
import { CompareDiskDialog } from './compare-disk-dialog.tsx'
import { listenToConfigKeys } from './config-keys.ts'
import { ExportDialog } from './export-dialog.tsx'
import { showWhatIsNotSaved } from './file-actions.ts'
import { FileDrop } from './file-drop.tsx'
import { ImportDialog } from './import-dialog.tsx'

/** Stands once in the app. */
export function ConfigDialogs() {
  useEffect(listenToConfigKeys, [])
  useEffect(showWhatIsNotSaved, [])
  return (
    <>
      <ImportDialog />
      <ExportDialog />
      <CompareDiskDialog />
      <FileDrop />
    </>
  )
}
