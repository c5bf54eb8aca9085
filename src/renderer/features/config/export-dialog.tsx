// Shows the file as a LiteLLM proxy would take it, with what is to be known of it, and writes it where the user says.
import { useState } from 'react'
import { useStore } from 'zustand'
import type { CallOutput } from '../../../shared/contract.ts'
import { call } from '../../api.ts'
import { isBrowser } from '../../app-info.ts'
import { AskedBody } from '../../asked-body.tsx'
import { attempt } from '../../attempt.ts'
import { Button } from '../../ui/button.tsx'
import { CodeView } from '../../ui/code-view.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog, DialogBody, DialogFoot } from '../../ui/dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { Words } from '../../ui/words.tsx'
import { closeConfigDialog, configDialogs, openConfigDialog } from './config-dialogs-store.ts'
import styles from './export-dialog.module.css'
import { revealExport } from './file-actions.ts'

export function openExport(): void {
  openConfigDialog({ kind: 'export' })
}

/** Stands once in the app. */
export function ExportDialog() {
  const isOpen = useStore(configDialogs, (state) => state.open?.kind === 'export')
  return (
    <Dialog size="wide" open={isOpen} title="Export for LiteLLM" onClose={closeConfigDialog}>
      <AskedBody ask={previewExport} onClose={closeConfigDialog}>
        {(preview) => <Export preview={preview} />}
      </AskedBody>
    </Dialog>
  )
}

const previewExport = () => call('config.previewExport')

function Export({ preview: { text, notes } }: { preview: CallOutput<'config.previewExport'> }) {
  const [isSaving, setSaving] = useState(false)
  const save = async () => {
    setSaving(true)
    await attempt(async () => {
      const written = await call('config.export')
      if (written === null) return
      closeConfigDialog()
      showToast({
        title: `Exported to ${written.path}.`,
        ...(isBrowser() ? {} : { action: { label: 'Reveal', run: () => void revealExport() } }),
      })
    })
    setSaving(false)
  }
  return (
    <>
      <DialogBody>
        <Words>
          This file runs unchanged on a LiteLLM proxy. It says what Throughline assumes, and no credential is in it.
        </Words>
        {notes.length > 0 && (
          <ul className={styles.notes} aria-label="Notes">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <CodeView className={styles.code} label="Exported config.yaml" language="yaml" text={text} />
      </DialogBody>
      <DialogFoot>
        <CopyButton text={text} size="default">
          Copy
        </CopyButton>
        <Button kind="primary" busy={isSaving} onClick={() => void save()}>
          Save as…
        </Button>
      </DialogFoot>
    </>
  )
}
