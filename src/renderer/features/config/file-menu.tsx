// The config file's name in the title bar, with a dot while it is not saved, and the menu of what to do with it.
import { ChevronDown, Copy, FilePlus2, FileText, FileUp, FolderOpen, Redo2, Save, Undo2, Upload } from 'lucide-react'
import { useIsBrowser, useShortcut } from '../../app-info.ts'
import { useLive } from '../../live-value.ts'
import { usePage } from '../../pages.ts'
import { Icon } from '../../ui/icon.tsx'
import { Menu, MenuItem, MenuLabelled, MenuSeparator } from '../../ui/menu.tsx'
import { redo, save, undo } from '../routes/actions.ts'
import { routes } from '../routes/store.ts'
import { folderOf } from './config-words.ts'
import { openExport } from './export-dialog.tsx'
import { copyPath, createFile, openFile, revealFile } from './file-actions.ts'
import styles from './file-menu.module.css'
import { openImport } from './import-dialog.tsx'

export function FileMenu() {
  const state = useLive(routes).value
  const openKey = useShortcut('O')
  const saveKey = useShortcut('S')
  const undoKey = useShortcut('Z')
  const redoKey = useShortcut('⇧Z')
  // On other pages these keys are not the file's.
  const isRoutesPage = usePage() === 'routes'
  // There the open file is the one that the server was started with.
  const isInBrowser = useIsBrowser()
  if (!state) return null
  const { file, document, recent } = state
  const label = document.isDirty ? `${file.name}, not saved` : file.name
  return (
    <Menu
      trigger={
        <button type="button" className={styles.file} aria-label={label} title={file.path}>
          <span className="ellipsis">{file.name}</span>
          {document.isDirty && <span className={styles.dot} />}
          <Icon of={ChevronDown} size={12} />
        </button>
      }
    >
      {recent.length > 0 && (
        <>
          <MenuLabelled label="Recent">
            {recent.map(({ path, name }) => (
              <MenuItem key={path} icon={FileText} onSelect={() => void openFile(path)}>
                {name} <span className={styles.folder}>{folderOf(path)}</span>
              </MenuItem>
            ))}
          </MenuLabelled>
          <MenuSeparator />
        </>
      )}
      {!isInBrowser && (
        <>
          <MenuItem icon={FolderOpen} shortcut={openKey} onSelect={() => void openFile()}>
            Open…
          </MenuItem>
          <MenuItem icon={FilePlus2} onSelect={() => void createFile()}>
            New config.yaml…
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={FolderOpen} onSelect={() => void revealFile()}>
            Reveal in folder
          </MenuItem>
        </>
      )}
      <MenuItem icon={Copy} onSelect={() => void copyPath(file.path)}>
        Copy path
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={FileUp} onSelect={() => void openImport()}>
        Import routes…
      </MenuItem>
      <MenuItem icon={Upload} onSelect={openExport}>
        Export for LiteLLM…
      </MenuItem>
      <MenuSeparator />
      {document.isDirty && (
        <MenuItem icon={Save} shortcut={saveKey} onSelect={() => void save()}>
          Save
        </MenuItem>
      )}
      <MenuItem
        icon={Undo2}
        shortcut={isRoutesPage ? undoKey : undefined}
        disabled={document.undo === null}
        onSelect={() => void undo()}
      >
        {document.undo === null ? 'Undo' : `Undo ${document.undo}`}
      </MenuItem>
      <MenuItem
        icon={Redo2}
        shortcut={isRoutesPage ? redoKey : undefined}
        disabled={document.redo === null}
        onSelect={() => void redo()}
      >
        {document.redo === null ? 'Redo' : `Redo ${document.redo}`}
      </MenuItem>
    </Menu>
  )
}
